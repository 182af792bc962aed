import { invite } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useChange } from '#web/asking.ts'
import { CopyLine } from '#web/parts/CopyLine.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import type { PersonCard } from './words.ts'

export function Invitation({ person }: { person: PersonCard }) {
  const format = useFormat()
  const inviting = useChange(invite)
  if (inviting.data) {
    const { link, expires, mailed } = inviting.data
    return (
      <CopyLine
        label={t`Link for ${person.name}`}
        text={link}
        note={
          mailed
            ? t`It was mailed to ${person.email ?? ''}. It holds until ${format.moment(expires)} and is shown this once.`
            : t`No mail is set up: hand it over yourself. It holds until ${format.moment(expires)} and is shown this once.`
        }
      />
    )
  }
  return (
    <>
      {inviting.error && <Trouble error={inviting.error} />}
      <p className="note">
        {person.signOn === 'invited'
          ? t`A link is out already. A new one ends it.`
          : t`With the link this person chooses a password and sees their own figures first.`}
      </p>
      <Button
        variant="default"
        mt="xs"
        loading={inviting.isPending}
        onClick={() => inviting.mutate({ params: { id: person.id } })}
      >
        {person.signOn === 'invited' ? t`Make a new link` : t`Invite`}
      </Button>
    </>
  )
}
