import { setRoles } from '#contract/people.ts'
import { personRoles, type PersonRole } from '#core/ledger/kinds.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Checkbox, Group } from '@mantine/core'
import { useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { type PersonCard, roleWords } from './words.ts'

/** Each box takes effect at once, and can be taken back the same way. */
export function Roles({ person }: { person: PersonCard }) {
  const setting = useChange(setRoles)
  return (
    <>
      {setting.error && <Trouble error={setting.error} />}
      <Checkbox.Group
        aria-label={t`Roles of ${person.name}`}
        value={person.roles}
        onChange={roles =>
          setting.mutate({ params: { id: person.id }, body: { roles: roles as PersonRole[] } })
        }
      >
        <Group>
          {personRoles.map(role => (
            <Checkbox key={role} value={role} label={t(roleWords[role])} disabled={setting.isPending} />
          ))}
        </Group>
      </Checkbox.Group>
      <p className="note">
        <Trans>A manager needs no role: whoever has somebody below is one.</Trans>
      </p>
    </>
  )
}
