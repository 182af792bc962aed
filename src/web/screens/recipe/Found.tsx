import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Lesson } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { figureName, type Ingredient, type Recipe, strengthWords } from './words.ts'

/** The organisation's recipe: each ingredient with how far ahead, how strongly and how surely; or what a refusal rests on. */
export function Found({ recipe }: { recipe: Recipe }) {
  const format = useFormat()
  const { found, from, to, people } = recipe
  const columns = useMemo(() => columnsOf(format), [format])
  const span = from ? t`${format.day(from)} to ${format.day(to)}` : format.day(to)
  const basis = plural(people, {
    one: `Looked for in the whole months from ${span}, over # person who bills.`,
    other: `Looked for in the whole months from ${span}, over # people who bill.`,
  })
  if (found.is !== 'found')
    return (
      <Lesson title={found.is === 'nothing_holds' ? t`No figure runs ahead of billing` : t`Too early to say`}>
        <Trans>
          A recipe is shown only if a lead as good would arise by chance in fewer than 5 of 100 worlds without
          one. Until then the plain forecast says all there is to say. {basis} It is looked for again after
          each import.
        </Trans>
      </Lesson>
    )
  const { tried, tests } = found
  return (
    <Section title={t`What runs ahead`}>
      <DataTable
        name={t`What runs ahead of billing`}
        rows={found.ingredients}
        columns={columns}
        rowKey={({ figure, lag }) => `${figure} ${lag}`}
      />
      <p className="note">
        {basis}{' '}
        <Trans>
          {tried} combinations of figure and lag were tried; each ingredient was tested on {tests} months that
          it had not seen. That a figure runs ahead does not say that it is the cause.
        </Trans>
      </p>
    </Section>
  )
}

function columnsOf(format: Format): Column<Ingredient>[] {
  return [
    { key: 'figure', head: t`Figure`, cell: ({ figure }) => figureName(figure), wide: true },
    {
      key: 'lag',
      head: t`Ahead`,
      end: true,
      cell: ({ lag }) => plural(lag, { one: '# month', other: '# months' }),
    },
    {
      key: 'strength',
      head: t`Billing beyond the usual`,
      end: true,
      cell: one => {
        const { unit, estimate, low, high } = strengthWords(one, format)
        return (
          <>
            {estimate} <span className="quiet">{unit}</span>
            <br />
            <span className="quiet">{t`95 %: ${low} to ${high}`}</span>
          </>
        )
      },
    },
    { key: 'held', head: t`Months in which it held`, end: true, cell: ({ held }) => format.percent(held) },
    {
      key: 'skill',
      head: t`Smaller misses, unseen months`,
      end: true,
      cell: ({ skill }) => format.percent(skill),
    },
  ]
}
