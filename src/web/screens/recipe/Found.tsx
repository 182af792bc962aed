import type { showRecipe } from '#contract/recipe.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Facts } from '#web/parts/Facts.tsx'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Lesson } from '#web/parts/states.tsx'
import { useFormat, useMay } from '#web/session.tsx'
import { type Lately, LatelyNumber, useLately } from './Lately.tsx'
import { figureName, type Ingredient, type Recipe, strengthWords } from './words.ts'

type Candidates = Answer<typeof showRecipe>['candidates']

/** The organisation's recipe: each ingredient with how far ahead, how strongly and how surely; or what a refusal rests on. */
export function Found({ recipe, candidates }: { recipe: Recipe; candidates: Candidates }) {
  const format = useFormat()
  const { found, from, to, people } = recipe
  const ingredients = found.is === 'found' ? found.ingredients : []
  const lately = useLately({ figures: ingredients.map(({ figure }) => figure), to })
  const columns = useMemo(() => columnsOf(format, lately), [format, lately])
  const span = from ? t`${format.day(from)} to ${format.day(to)}` : format.day(to)
  const basis =
    people === 0
      ? ''
      : plural(people, {
          one: `Looked for in the whole months from ${span}, over # person who bills.`,
          other: `Looked for in the whole months from ${span}, over # people who bill.`,
        })
  if (found.is !== 'found')
    return (
      <>
        <Lesson
          title={found.is === 'nothing_holds' ? t`No figure runs ahead of billing` : t`Too early to say`}
          {...(found.is === 'not_enough_data' && { start: <Missing found={found} /> })}
        >
          <Trans>
            A recipe is shown only if a lead as good would arise by chance in fewer than 5 of 100 worlds
            without one. Until then the plain forecast says all there is to say. {basis} It is looked for
            again after each import.
          </Trans>
        </Lesson>
        <Tried candidates={candidates} />
      </>
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
      <Tried candidates={candidates} />
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

/** What there is of what a recipe needs, side by side. */
function Missing({ found }: { found: Extract<Recipe['found'], { is: 'not_enough_data' }> }) {
  const format = useFormat()
  const may = useMay().administerOrDirect
  const part = (word: string, { have, need }: { have: number; need: number }) => ({
    word,
    value: have >= need ? format.count(have) : t`${format.count(have)} of ${format.count(need)}`,
    note: have >= need ? t`enough` : t`${format.count(need - have)} more needed`,
  })
  return (
    <>
      <Facts
        facts={[
          part(t`Months that could be foretold`, found.months),
          part(t`People who bill`, found.people),
          {
            word: t`Leading figures that vary`,
            value: format.count(found.figures),
            note: found.figures > 0 ? t`enough` : t`one is needed`,
          },
        ]}
      />
      {may && found.months.have < found.months.need && (
        <LinkButton to="/imports/new" mt="md">
          <Trans>Bring in billing of earlier months</Trans>
        </LinkButton>
      )}
    </>
  )
}

/** What is tried, and the guard that trying many needs: by its name. */
function Tried({ candidates }: { candidates: Candidates }) {
  const names = candidates.map(({ key, name }) => figureName(key, name)).join(', ')
  return (
    <p className="note recipe-candidates">
      <Trans>
        Candidates, each at lags of 1 to 7 months: {names}. Guard against trying too many: the best of all is
        held against the best of all in 199 worlds in which the misses of whole months are turned round by
        chance (Romano & Wolf 2005).
      </Trans>{' '}
      <Link to="/figures/catalogue">
        <Trans>How they are defined</Trans>
      </Link>
    </p>
  )
}

function columnsOf(format: Format, lately: Lately): Column<Ingredient>[] {
  return [
    { key: 'figure', head: t`Figure`, cell: ({ figure, name }) => figureName(figure, name), wide: true },
    {
      key: 'lately',
      head: t`Last month`,
      end: true,
      cell: ({ figure, unit }) => <LatelyNumber of={{ figure, unit, lately }} />,
    },
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
    { key: 'held', head: t`Held in`, end: true, cell: ({ held }) => format.percent(held) },
    {
      key: 'skill',
      head: t`Smaller misses`,
      end: true,
      cell: ({ skill }) => format.percent(skill),
    },
  ]
}
