import { setCycle, type ShownCycle } from '#contract/forecast/own.ts'
import { askedOf } from '#core/forecast/cycle.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, NumberInput, SegmentedControl, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useChange } from '#web/asking.ts'
import { toFirstError } from '#web/parts/first-error.ts'
import { Trouble } from '#web/parts/states.tsx'
import { offerUndo } from '#web/parts/undo.tsx'
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
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t`Ask people for their own numbers`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <CycleForm cycle={cycle} close={() => setOpen(false)} />
      </Modal>
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
  const off = cycle.every === 'off'
  const form = useForm<Asking & { why: string }>({
    initialValues: { every: off ? 'week' : cycle.every, minutes: cycle.minutes, why: cycle.why },
    validate: { minutes: value => (isMinutes(value) ? null : t`Say how many minutes, from 1 to 240.`) },
  })
  const { minutes } = form.values
  // the page asks again by itself; the form was made from what stood when it was opened
  const [{ id: follows, every: asked, minutes: took, why: said }] = useState(cycle)
  const send = (to: Asking & { why: string }) =>
    change.mutate(
      { body: { ...to, follows } },
      {
        onSuccess: ({ id }) => {
          close()
          offerUndo(
            to.every === 'off' ? t`Nobody is asked any more.` : t`People are asked for their own numbers.`,
            () => change.mutateAsync({ body: { every: asked, minutes: took, why: said, follows: id } }),
          )
        },
      },
    )
  return (
    <form onSubmit={form.onSubmit(send, toFirstError(form))} noValidate>
      <SegmentedControl
        aria-label={t`How often`}
        data={[
          { value: 'week', label: t`Weekly` },
          { value: 'month', label: t`Monthly` },
        ]}
        {...form.getInputProps('every')}
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
        data-autofocus
        {...form.getInputProps('minutes')}
      />
      <Textarea
        mt="sm"
        label={t`Why it is asked`}
        description={t`those who are asked read it`}
        maxLength={500}
        {...form.getInputProps('why')}
      />
      <p role="status">{isMinutes(minutes) && asksAll({ ...cycle, ...form.values })}</p>
      {change.error && <Trouble error={change.error} />}
      <Group>
        <Button type="submit" loading={change.isPending}>
          {off ? <Trans>Switch on</Trans> : <Trans>Keep it so</Trans>}
        </Button>
        {!off && (
          <Button variant="default" onClick={() => send({ every: 'off', minutes: took, why: said })}>
            <Trans>Switch off</Trans>
          </Button>
        )}
      </Group>
    </form>
  )
}

/** An emptied field holds a text. */
const isMinutes = (value: unknown) => typeof value === 'number' && value >= 1 && value <= 240
