import { type Day, isDay } from '#core/calendar/index.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, MultiSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import { DayField } from '#web/parts/DayField.tsx'

type Took = { personId: string; from: Day }

/** Whom it reached: all from one day at first, then each from their own where they came in later. */
export function WhomAndWhen(of: {
  known: readonly { value: string; label: string }[]
  value: readonly Took[]
  first: Day
  change: (took: Took[]) => void
}) {
  const { known, value, change } = of
  const [day, setDay] = useState(of.first)
  const names = new Map(known.map(({ value: id, label }) => [id, label]))
  const days = new Map(value.map(({ personId, from }) => [personId, from]))
  const choose = (ids: readonly string[]) =>
    change(ids.map(personId => ({ personId, from: days.get(personId) ?? day })))
  return (
    <>
      <DayField
        label={t`From`}
        description={t`The day of those you add next. Whoever came in on another day gets it below.`}
        required
        value={day}
        onChange={chosen => setDay(chosen && isDay(chosen) ? chosen : of.first)}
      />
      <MultiSelect
        label={t`Whom it reached`}
        description={t`Those you leave out are whom they are compared with.`}
        searchable
        data={[...known]}
        value={value.map(({ personId }) => personId)}
        onChange={choose}
      />
      <Group gap="xs">
        <Button variant="subtle" size="compact-sm" onClick={() => choose(known.map(({ value: id }) => id))}>
          <Trans>Everybody</Trans>
        </Button>
        {value.length > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => change(value.map(({ personId }) => ({ personId, from: day })))}
          >
            <Trans>This day for all</Trans>
          </Button>
        )}
      </Group>
      {value.length > 0 && (
        <Stack gap={4} role="group" aria-label={t`Each from which day`}>
          {value.map(({ personId, from }) => {
            const name = names.get(personId) ?? t`Somebody else`
            return (
              <Group key={personId} justify="space-between" wrap="nowrap" gap="xs">
                <span>{name}</span>
                <DayField
                  aria-label={t`${name} from`}
                  w={150}
                  size="xs"
                  value={from}
                  onChange={chosen =>
                    chosen &&
                    isDay(chosen) &&
                    change(
                      value.map(took => (took.personId === personId ? { personId, from: chosen } : took)),
                    )
                  }
                />
              </Group>
            )
          })}
        </Stack>
      )}
    </>
  )
}
