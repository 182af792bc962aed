import type { ownFigures } from '#contract/figures/own.ts'
import { t } from '@lingui/core/macro'
import { MultiSelect, NumberInput, Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { Answer } from '#web/client.ts'
import { useFormat } from '#web/session.tsx'
import type { FormulaForm } from './own-formula.ts'

export type Ingredients = NonNullable<Answer<typeof ownFigures>['ingredients']>
type Form = Pick<UseFormReturnType<{ made: FormulaForm }>, 'getInputProps' | 'setFieldValue'> & {
  values: { made: FormulaForm }
}

/** What a figure is made of, of what there is: a kind is chosen first, and its fields follow. */
export function MadeOfFields(of: { form: Form; ingredients: Ingredients; fixed: boolean }) {
  const { form, ingredients, fixed } = of
  const { is } = form.values.made
  return (
    <>
      <Select
        label={t`Made of`}
        allowDeselect={false}
        disabled={fixed}
        data={[
          { value: 'activities', label: t`A count of activities` },
          { value: 'entered', label: t`Deals that enter a stage` },
          { value: 'deals', label: t`Deals created, won or lost` },
          { value: 'ratio', label: t`One figure over another` },
        ]}
        {...form.getInputProps('made.is')}
      />
      {is === 'activities' && (
        <MultiSelect
          label={t`Kinds of activity`}
          required
          data={ingredients.kinds}
          searchable
          nothingFoundMessage={t`No activities are imported yet.`}
          {...form.getInputProps('made.kinds')}
        />
      )}
      {is === 'entered' && (
        <Select
          label={t`Stage`}
          required
          data={ingredients.stages}
          nothingFoundMessage={t`No opportunities are imported yet.`}
          {...form.getInputProps('made.stage')}
        />
      )}
      {is === 'deals' && (
        <Select
          label={t`What happened to them`}
          allowDeselect={false}
          data={[
            { value: 'created', label: t`Created` },
            { value: 'won', label: t`Won` },
            { value: 'lost', label: t`Lost` },
          ]}
          {...form.getInputProps('made.outcome')}
        />
      )}
      {(is === 'entered' || is === 'deals') && <Narrowing form={form} ingredients={ingredients} />}
      {is === 'ratio' && <Ratio form={form} ingredients={ingredients} />}
    </>
  )
}

/** Of what no deal says anything there is nothing to choose. */
function Narrowing({ form, ingredients }: { form: Form; ingredients: Ingredients }) {
  const format = useFormat()
  const { is, outcome, least } = form.values.made
  const fields = [
    ['productLine', t`With a product of`, ingredients.productLines],
    ['origin', t`That came from`, ingredients.origins],
    ['competitor', t`Against`, ingredients.competitors],
    ['lossReason', t`Lost for`, is === 'deals' && outcome === 'lost' ? ingredients.lossReasons : []],
  ] as const
  return (
    <>
      {fields
        .filter(([, , data]) => data.length > 0)
        .map(([name, label, data]) => (
          <Select
            key={name}
            label={label}
            placeholder={t`any`}
            clearable
            searchable
            data={[...data]}
            {...form.getInputProps(`made.${name}`)}
          />
        ))}
      <NumberInput
        label={t`Worth at least (${format.currency})`}
        placeholder={t`any`}
        min={1}
        value={least === null ? '' : format.major(least)}
        onChange={typed => form.setFieldValue('made.least', typed === '' ? null : format.minor(typed))}
      />
    </>
  )
}

function Ratio({ form, ingredients }: { form: Form; ingredients: Ingredients }) {
  const data = ingredients.figures.map(({ key, name }) => ({ value: key, label: name }))
  return (
    <>
      <Select
        label={t`Above the line`}
        required
        searchable
        data={data}
        {...form.getInputProps('made.upper')}
      />
      <Select
        label={t`Below the line`}
        required
        searchable
        data={data}
        {...form.getInputProps('made.lower')}
      />
      <Select
        label={t`Written as`}
        allowDeselect={false}
        data={[
          { value: 'share', label: t`A share, in per cent` },
          { value: 'number', label: t`A number` },
        ]}
        {...form.getInputProps('made.as')}
      />
    </>
  )
}
