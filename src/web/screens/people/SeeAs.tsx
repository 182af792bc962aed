import { seeAs } from '#contract/people.ts'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useChange } from '#web/asking.ts'
import { seeAsNow } from '#web/client.ts'
import { told } from '#web/parts/told.ts'
import type { PersonCard } from './words.ts'

/** Looks with somebody's eyes, read only; the log keeps who looked. */
export function SeeAs({ person }: { person: PersonCard }) {
  const asking = useChange(seeAs)
  const begin = async () => {
    const { id } = await asking.mutateAsync({ params: { id: person.id } })
    seeAsNow(id)
    location.assign('/')
  }
  return (
    <Button variant="default" loading={asking.isPending} onClick={() => told(begin())}>
      <Trans>See as {person.name}</Trans>
    </Button>
  )
}
