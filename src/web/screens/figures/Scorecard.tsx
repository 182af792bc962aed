import { catalogue, choices, series, standings } from '#contract/figures.ts'
import { Select } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { asking, useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Bars } from '#web/parts/Bars.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { SubjectPicker } from './SubjectPicker.tsx'
import { useWhoseFirst } from './whose.ts'
import { periodTitle } from './words.ts'
import './scorecard.css'

const route = getRouteApi('/inside/figures/scorecard')
type Series = Answer<typeof series>
const counts = { month: 13, quarter: 12, year: 5 } as const
type Kind = keyof typeof counts

/** Small multiples: everybody below a subject, one figure, one scale. */
export function Scorecard() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/figures/scorecard' })
  const first = useWhoseFirst()
  const subject = search.subject ?? first
  const figure = search.figure ?? 'billed_revenue'
  const kind: Kind = search.period === 'month' || search.period === 'year' ? search.period : 'quarter'
  const below = useAnswer(standings, { query: { subject, by: 'person' } })
  const definitions = useAnswer(catalogue, {})
  const known = useAnswer(choices, {})
  const named = definitions.data?.figures.find(one => one.key === figure)
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  const whose = [
    ...(below.data ? [below.data.whole.subject] : []),
    ...(below.data?.parts ?? [])
      .filter(part => !part.hidden && !part.isHouse && part.subject)
      .map(part => part.subject),
  ]
  return (
    <>
      <Page
        question="How do we compare, side by side?"
        answer={named && `${named.name} of everybody below, each drawn on the same scale. ${named.meaning}`}
      />
      <div className="controls">
        <SubjectPicker value={subject} choose={chosen => change({ subject: chosen })} />
        <Select
          label="Figure"
          w={220}
          allowDeselect={false}
          data={(definitions.data?.figures ?? [])
            .filter(one => one.key !== 'should_be_today')
            .map(one => ({ value: one.key, label: one.name }))}
          value={figure}
          onChange={value => change({ figure: value ?? undefined })}
        />
        <Select
          label="By"
          w={130}
          allowDeselect={false}
          data={[
            { value: 'month', label: 'Month' },
            { value: 'quarter', label: 'Quarter' },
            { value: 'year', label: 'Year' },
          ]}
          value={kind}
          onChange={value => change({ period: value ?? undefined })}
        />
      </div>
      <Asked of={below}>
        {() =>
          known.data && (
            <Multiples
              whose={whose}
              figure={figure}
              unit={named?.unit ?? 'money'}
              kind={kind}
              withheld={below.data?.withheld ?? null}
            />
          )
        }
      </Asked>
    </>
  )
}

function Multiples(of: {
  whose: readonly string[]
  figure: string
  unit: string
  kind: Kind
  withheld: string | null
}) {
  const { whose, figure, unit, kind } = of
  const format = useFormat()
  const figures = figure === 'billed_revenue' ? [figure, 'quota'] : [figure]
  const asked = useQueries({
    queries: whose.map(subject =>
      asking(series, { query: { subject, figures, period: kind, count: counts[kind] } }),
    ),
  })
  const value = (point: Series['points'][number], key: string) => point.values[key]?.value ?? null
  // the first is the sum of the others where the figure adds up: it would flatten them all
  const [whole, ...parts] = asked.map(one => one.data)
  const shown = parts.length > 0 ? parts : [whole]
  const values = shown.flatMap(
    data => data?.points.flatMap(point => figures.map(key => value(point, key) ?? 0)) ?? [],
  )
  const scale = Math.max(...values, 0)
  const low = Math.min(...values, 0)
  return (
    <>
      <ul className="multiples">
        {shown.map((data, index) => {
          const last = data?.points.at(-1)
          return (
            <li key={whose[index + (parts.length > 0 ? 1 : 0)]}>
              {data && last ? (
                <>
                  <div className="multiple-head">
                    <Link to="/figures" search={{ subject: data.subject.subject }}>
                      {data.subject.name}
                    </Link>
                    <span className="number">{written(value(last, figure), unit, figure)}</span>
                  </div>
                  <Bars
                    label={`${data.subject.name}: ${data.points.map(point => `${periodTitle(point.period, format)} ${written(value(point, figure), unit, figure)}`).join(', ')}`}
                    scale={scale}
                    low={low}
                    height={64}
                    bars={data.points.map(point => ({
                      key: point.period.from,
                      label: `${periodTitle(point.period, format)}: ${written(value(point, figure), unit, figure)}`,
                      value: value(point, figure),
                      goal: figure === 'billed_revenue' ? value(point, 'quota') : null,
                      open: point.period.incomplete,
                    }))}
                  />
                  <div className="multiple-foot">
                    <span>{data.points[0] && periodTitle(data.points[0].period, format)}</span>
                    <span>
                      {periodTitle(last.period, format)}
                      {last.period.incomplete && ', under way'}
                    </span>
                  </div>
                </>
              ) : (
                <div className="multiple-wait" />
              )}
            </li>
          )
        })}
      </ul>
      {of.withheld && <p className="note">{of.withheld}</p>}
      <p className="note">
        One scale, up to {written(scale, unit, figure)}.
        {figure === 'billed_revenue' &&
          ' The tick over a bar is its quota. A pale bar is the period under way.'}
      </p>
    </>
  )

  function written(value_: number | null, unit_: string, key: string) {
    return value_ === null ? '–' : format.figure(value_, unit_, key, 'short')
  }
}
