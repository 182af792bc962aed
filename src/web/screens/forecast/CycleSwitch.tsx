import { setCycle, type ShownCycle } from '#contract/forecast/own.ts'
import { askedOf } from '#core/forecast/cycle.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, NumberInput, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'

/** Whether people are asked, and what that costs them; for those who may, the switch. */
export function CycleSwitch({ cycle }: { cycle: ShownCycle }) {
  const may = useMay().administerOrDirect
  const sells = useMe().person.roles.includes('salesperson')
  const format = useFormat()
  const [open, setOpen] = useState(false)
  return (
    <Group gap={6}>
      <span>
        {cycle.every === 'off' ? t`switched off` : sells && !may ? asksYou(cycle) : asksAll(cycle)}
        {cycle.setBy && cycle.from && ` · ${t`${cycle.setBy}, ${format.day(cycle.from)}`}`}
      </span>
      {may && (
        <Button variant="subtle" size="compact-xs" onClick={() => setOpen(true)}>
          {cycle.every === 'off' ? <Trans>Switch on</Trans> : <Trans>Change</Trans>}
        </Button>
      )}
      {open && <CycleForm cycle={cycle} close={() => setOpen(false)} />}
    </Group>
  )
}

type Asking = Pick<ShownCycle, 'every' | 'minutes'>

const weeklyOf = (cycle: Asking) => Math.max(1, Math.round(askedOf(cycle, 1).weekly))

export const minutesAWeek = (cycle: Asking) =>
  plural(weeklyOf(cycle), { one: 'about # minute a week', other: 'about # minutes a week' })

const asksYou = (cycle: Asking) =>
  plural(weeklyOf(cycle), {
    one: 'asks you about # minute a week',
    other: 'asks you about # minutes a week',
  })

function asksAll(cycle: Asking & { people: number }): string {
  const { people } = cycle
  const minutes = weeklyOf(cycle)
  const hours = Math.max(1, Math.round(askedOf(cycle, people).hoursMonthly))
  return t`asks ${plural(people, { one: '# person', other: '# people' })} about ${plural(minutes, { one: '# minute', other: '# minutes' })} a week, ${plural(hours, { one: '# hour', other: '# hours' })} a month together`
}

/** Switched on with what it costs in sight. */
function CycleForm({ cycle, close }: { cycle: ShownCycle; close: () => void }) {
  const change = useChange(setCycle)
  const [every, setEvery] = useState(cycle.every === 'off' ? 'week' : cycle.every)
  const [minutes, setMinutes] = useState<number | string>(cycle.minutes)
  const [why, setWhy] = useState(cycle.why)
  const send = (to: ShownCycle['every']) =>
    change.mutate(
      { body: { every: to, minutes: Number(minutes), why, follows: cycle.id } },
      { onSuccess: close },
    )
  const valid = Number(minutes) >= 1 && Number(minutes) <= 240
  return (
    <Modal
      opened
      onClose={close}
      title={t`Ask people for their own numbers`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <SegmentedControl
        aria-label={t`How often`}
        value={every}
        onChange={value => setEvery(value as typeof every)}
        data={[
          { value: 'week', label: t`Weekly` },
          { value: 'month', label: t`Monthly` },
        ]}
      />
      <NumberInput
        mt="sm"
        label={t`Minutes one answer takes`}
        description={
          cycle.setBy
            ? t`as ${cycle.setBy} has set it`
            : t`ten unless somebody says otherwise: three numbers and a note`
        }
        min={1}
        max={240}
        allowDecimal={false}
        value={minutes}
        onChange={setMinutes}
      />
      <Textarea
        mt="sm"
        label={t`Why it is asked`}
        description={t`those who are asked read it`}
        maxLength={500}
        value={why}
        onChange={event => setWhy(event.currentTarget.value)}
      />
      {valid && <p role="status">{asksAll({ every, minutes: Number(minutes), people: cycle.people })}</p>}
      {change.error && <Trouble error={change.error} />}
      <Group>
        <Button disabled={!valid} loading={change.isPending} onClick={() => send(every)}>
          {cycle.every === 'off' ? <Trans>Switch on</Trans> : <Trans>Keep it so</Trans>}
        </Button>
        {cycle.every !== 'off' && (
          <Button variant="default" disabled={!valid} onClick={() => send('off')}>
            <Trans>Switch off</Trans>
          </Button>
        )}
      </Group>
    </Modal>
  )
}
