import { people } from '#contract/diagnosis.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useCallback } from 'react'
import { useAnswer } from '#web/asking.ts'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import { funnelChart } from '#web/charts/funnel-chart.ts'
import type { Inks } from '#web/charts/ink.ts'
import type { Answer } from '#web/client.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import type { Asking } from './Diagnosis.tsx'
import { signed } from './words.ts'
import './diagnosis.css'

type People = Answer<typeof people>

/** The design is asked first, then groups, then people; what is left is unexplained, and never called effort. */
export function Common({ query }: { query: Asking }) {
  const answer = useAnswer(people, { query })
  return (
    <Asked of={answer}>
      {data => (
        <>
          <p>{verdictSentence(data)}</p>
          <Parts data={data} />
          {data.funnel && <Funnel data={data} funnel={data.funnel} />}
          {data.withheld && <p className="note">{data.withheld}</p>}
        </>
      )}
    </Asked>
  )
}

function verdictSentence({ design, groups, funnel, gap }: People): string {
  const named = funnel?.points.filter(point => point.named).map(point => point.name) ?? []
  const missed =
    design.people === 0
      ? t`Nobody compared here has a quota.`
      : t`${design.missed} of ${plural(design.people, { one: '# person', other: '# people' })} with a quota missed it.`
  const asked = design.questioned
    ? design.target === 'beyond'
      ? t`The target asked more than earlier growth let expect, so it is the target that is questioned first.`
      : t`When most miss, it is the target or the plan that is questioned first, not the people.`
    : ''
  const group = groups.map(one =>
    one.difference < 0
      ? t`${one.group} as a whole is under the others.`
      : t`${one.group} as a whole is over the others.`,
  )
  const who =
    funnel === null
      ? ''
      : named.length === 0
        ? t`Nobody stands outside of what chance explains.`
        : t`Outside of what chance explains: ${named.join(', ')}.`
  const rest = gap < 0 || design.questioned ? asked : ''
  return [missed, rest, ...group, who].filter(Boolean).join(' ')
}

function Parts({ data: { parts, variance, periods } }: { data: People }) {
  const format = useFormat()
  if (!parts) return null
  const points = (share: number) => format.decimal(share * 100)
  const between = ({ low, high }: { low: number; high: number }) =>
    t`${points(low)} to ${points(high)} (95 %)`
  return (
    <>
      <Facts
        facts={[
          {
            word: t`Common to all`,
            value: signed(parts.common, format),
            note: t`the level of everybody, in this period`,
          },
          {
            word: t`Particular to people`,
            value: signed(parts.personal, format),
            note: t`what people show period after period`,
          },
          {
            word: t`Unexplained`,
            value: signed(parts.unexplained, format),
            note: t`neither of the two; it says nothing of effort`,
          },
        ]}
      />
      {variance && (
        <Facts
          facts={[
            {
              word: t`People differ by`,
              value: t`${points(variance.person.estimate)} points`,
              note: between(variance.person),
            },
            {
              word: t`Periods differ by`,
              value: t`${points(variance.period.estimate)} points`,
              note: between(variance.period),
            },
            {
              word: t`Chance alone`,
              value: t`${points(variance.residual)} points`,
              note: t`of attainment, at a quota of mean size, over ${plural(periods, { one: '# period', other: '# periods' })}`,
            },
          ]}
        />
      )}
    </>
  )
}

function Funnel({ data, funnel }: { data: People; funnel: NonNullable<People['funnel']> }) {
  const format = useFormat()
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) =>
      funnelChart({
        funnel,
        inks,
        money: format.short,
        percent: value => format.percent(value),
        still,
      }),
    [funnel, format],
  )
  const named = funnel.points.filter(point => point.named).length
  return (
    <div className="funnel">
      <ChartFrame
        finding={
          named === 0
            ? t`Everybody shown lies within what chance and quotas of this size explain`
            : t`${plural(named, { one: '# person stands', other: '# people stand' })} outside of the limits`
        }
        fileName={t`${data.subject.name} funnel`}
        height={300}
        option={option}
        table={{
          head: [t`Person`, t`Quota`, t`Attainment`],
          rows: funnel.points.map(point => [point.name, format.major(point.quota), point.attainment]),
        }}
        shown={(value, column) =>
          typeof value === 'number'
            ? column === 2
              ? format.percent(value)
              : format.whole(value)
            : (value ?? '')
        }
      />
      <p className="note">
        <Trans>
          Each point is a person over all periods compared, the smaller the quota the wider chance swings. The
          limits hold 95 and 99.8 per cent where nobody is particular.
        </Trans>
      </p>
    </div>
  )
}
