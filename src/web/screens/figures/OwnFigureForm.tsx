import { defineFigure, type OwnFigureDefinition, reviseFigure } from '#contract/figures/own.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useChange } from '#web/asking.ts'
import { Problem } from '#web/client.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { toFirstError } from '#web/parts/first-error.ts'
import { Trouble } from '#web/parts/states.tsx'
import { useMe } from '#web/session.tsx'
import { emptyFormula, formulaOf, type FormulaForm } from './own-formula.ts'
import { type Ingredients, MadeOfFields } from './OwnFormulaFields.tsx'

type Values = {
  words: Omit<OwnFigureDefinition, 'formula'>
  made: FormulaForm
  from: string
  why: string
}
type Was = { id: string; version: number; definition: OwnFigureDefinition }

/** A figure of the organisation's own: what it is called, what it means, and what it is made of. */
export function OwnFigureForm(of: { ingredients: Ingredients; was?: Was; done: () => void }) {
  const { ingredients, done } = of
  // the page asks again by itself; the form was made from what stood when it was opened
  const [was] = useState(of.was)
  const me = useMe()
  const defining = useChange(defineFigure)
  const revising = useChange(reviseFigure)
  const form = useForm<Values>({
    initialValues: {
      words: {
        name: was?.definition.name ?? '',
        meaning: was?.definition.meaning ?? '',
        owner: was?.definition.owner ?? me.person.name,
        goodWay: was?.definition.goodWay ?? 'up',
        timing: was?.definition.timing ?? 'leading',
      },
      made: emptyFormula(was?.definition.formula),
      from: me.organisation.today,
      why: '',
    },
    validate: {
      words: {
        name: value => (value.trim() ? null : t`Give it a name.`),
        meaning: value => (value.trim() ? null : t`Say what it means.`),
        owner: value => (value.trim() ? null : t`Say who answers for it.`),
      },
      made: faultsOf,
      from: value => (value ? null : t`Choose the day from which it holds.`),
      why: value => (was && !value.trim() ? t`Say why it changes.` : null),
    },
  })
  const refused = (problem: unknown) => {
    const faults = problem instanceof Problem ? placed(problem) : {}
    form.setErrors(faults)
    toFirstError(form)(faults)
  }
  const save = ({ words, made, from, why }: typeof form.values) => {
    const definition = { ...words, formula: formulaOf(made) }
    if (was)
      revising.mutate(
        { params: { id: was.id }, body: { follows: was.version, from, why, definition } },
        { onSuccess: done, onError: refused },
      )
    else defining.mutate({ body: definition }, { onSuccess: done, onError: refused })
  }
  const error = defining.error ?? revising.error
  return (
    <form onSubmit={form.onSubmit(save, toFirstError(form))} noValidate>
      <Stack>
        {error && Object.keys(form.errors).length === 0 && <Trouble error={error} />}
        <TextInput
          label={t`What it is called`}
          required
          data-autofocus
          {...form.getInputProps('words.name')}
        />
        <Textarea label={t`What it means`} required autosize {...form.getInputProps('words.meaning')} />
        <MadeOfFields form={form} ingredients={ingredients} fixed={was !== undefined} />
        <Select
          label={t`Which way is good`}
          allowDeselect={false}
          data={[
            { value: 'up', label: t`More is better` },
            { value: 'down', label: t`Less is better` },
            { value: 'none', label: t`Neither way` },
          ]}
          {...form.getInputProps('words.goodWay')}
        />
        <Select
          label={t`Does it run ahead of billing?`}
          description={t`What may run ahead is tried for the recipe.`}
          allowDeselect={false}
          data={[
            { value: 'leading', label: t`It may run ahead` },
            { value: 'lagging', label: t`It follows` },
          ]}
          {...form.getInputProps('words.timing')}
        />
        <TextInput label={t`Who answers for it`} required {...form.getInputProps('words.owner')} />
        {was ? (
          <>
            <DayField
              label={t`From`}
              description={t`Earlier days keep what it was.`}
              required
              {...form.getInputProps('from')}
            />
            <TextInput label={t`Why`} required {...form.getInputProps('why')} />
          </>
        ) : (
          <p className="note">
            <Trans>It holds for all days, so that it has a past to be compared with.</Trans>
          </p>
        )}
        <Button type="submit" loading={defining.isPending || revising.isPending}>
          {was ? t`Keep the change` : t`Define it`}
        </Button>
      </Stack>
    </form>
  )
}

/** The server’s faults at the fields that they are of. */
const placed = ({ fields }: Problem) => ({
  ...(fields['name'] && { 'words.name': fields['name'] }),
  ...(fields['goodWay'] && { 'words.goodWay': fields['goodWay'] }),
  ...(fields['formula'] && { 'made.is': fields['formula'] }),
})

/** What a figure of its kind cannot do without; the fields of other kinds do not count. */
const faultsOf = {
  kinds: (kinds: string[], { made: { is } }: Values) =>
    is === 'activities' && kinds.length === 0 ? t`Choose at least one kind of activity.` : null,
  stage: (stage: string | null, { made: { is } }: Values) =>
    is === 'entered' && !stage ? t`Choose the stage.` : null,
  upper: (upper: string | null, { made: { is } }: Values) =>
    is === 'ratio' && !upper ? t`Choose a figure.` : null,
  lower: (lower: string | null, { made: { is } }: Values) =>
    is === 'ratio' && !lower ? t`Choose a figure.` : null,
}
