import { addIntervention, changeIntervention, interventionKinds, movedFigures } from '#contract/effects.ts'
import { choices } from '#contract/figures.ts'
import type { Day } from '#core/calendar/index.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import { toFirstError } from '#web/parts/first-error.ts'
import { Trouble } from '#web/parts/states.tsx'
import { useMe } from '#web/session.tsx'
import { WhomAndWhen } from './WhomAndWhen.tsx'
import { figureWords, kindWords, type Shown } from './words.ts'

type Was = Shown['intervention']

/** What was done, what it was to move, whom it reached and each from which day. */
export function InterventionForm({ was: now, done }: { was?: Was; done: () => void }) {
  // the page asks again by itself; the form was made from what stood when it was opened
  const [was] = useState(now)
  const me = useMe()
  const people = useAnswer(choices, {}).data?.people ?? []
  const adding = useChange(addIntervention)
  const changing = useChange(changeIntervention)
  const navigate = useNavigate()
  const form = useForm({
    initialValues: {
      kind: was?.kind ?? ('training' as const),
      name: was?.name ?? '',
      figure: was?.figure ?? ('billed_revenue' as const),
      meant: was?.meant ?? '',
      level: was?.level ?? 20,
      people: (was?.people ?? []).map(({ personId, from }) => ({ personId, from })),
    },
    validate: {
      name: value => (value.trim() ? null : t`Give it a name.`),
      level: (value, { kind }) =>
        kind === 'crm_use' && !(Number(value) >= 1) ? t`Say how many, from 1 on.` : null,
    },
  })
  const save = ({ people: took, level, ...about }: typeof form.values) => {
    const crm = about.kind === 'crm_use'
    const body = { ...about, level: crm ? level : null, people: crm ? [] : took }
    if (was)
      changing.mutate(
        { params: { id: was.id }, body: { ...body, follows: was.changedAt } },
        { onSuccess: done },
      )
    else
      adding.mutate(
        { body },
        {
          onSuccess: ({ id }) => {
            done()
            void navigate({ to: '/effects/$id', params: { id } })
          },
        },
      )
  }
  const error = adding.error ?? changing.error
  const crm = form.values.kind === 'crm_use'
  return (
    <form onSubmit={form.onSubmit(save, toFirstError(form))} noValidate>
      <Stack>
        {error && <Trouble error={error} />}
        <Select
          label={t`Kind`}
          allowDeselect={false}
          data={interventionKinds.map(kind => ({ value: kind, label: t(kindWords[kind]) }))}
          {...form.getInputProps('kind')}
        />
        <TextInput label={t`What it is called`} required data-autofocus {...form.getInputProps('name')} />
        <Select
          label={t`Meant to move`}
          allowDeselect={false}
          data={movedFigures.map(figure => ({ value: figure, label: t(figureWords[figure]) }))}
          {...form.getInputProps('figure')}
        />
        {crm ? (
          <NumberInput
            label={t`Activities a month from which somebody counts as reached`}
            min={1}
            {...form.getInputProps('level')}
          />
        ) : (
          <WhomAndWhen
            known={people
              .filter(({ isHouse, subject }) => !isHouse && subject.startsWith('person:'))
              .map(({ subject, name }) => ({ value: subject.slice('person:'.length), label: name }))}
            value={form.values.people}
            first={was?.people[0]?.from ?? (me.organisation.today as Day)}
            change={took => form.setFieldValue('people', took)}
          />
        )}
        <Textarea label={t`What it was to bring`} autosize minRows={2} {...form.getInputProps('meant')} />
        <Button type="submit" loading={adding.isPending || changing.isPending}>
          <Trans>Keep</Trans>
        </Button>
      </Stack>
    </form>
  )
}
