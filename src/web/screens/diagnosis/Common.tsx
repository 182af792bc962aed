import { people, peopleFile, peopleWorkbook } from '#contract/diagnosis.ts'
import { plural, t } from '@lingui/core/macro'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat } from '#web/session.tsx'
import type { Format } from '#web/format.ts'
import { periodName } from '../figures/words.ts'
import type { Asking } from './Diagnosis.tsx'
import { possibleSentence } from './expectation-words.ts'
import { Funnel } from './Funnel.tsx'
import { Variance } from './Variance.tsx'
import { signed } from './words.ts'
import './diagnosis.css'

type People = Answer<typeof people>

/** The design is asked first, then groups, then people; what is left is unexplained, and never called effort. */
export function Common({ query }: { query: Asking }) {
  const answer = useAnswer(people, { query })
  const format = useFormat()
  return (
    <Asked of={answer}>
      {data => (
        <>
          {data.period.kind !== query.period && <p>{longerSentence(data, format)}</p>}
          <p>{verdictSentence(data, format)}</p>
          <Parts data={data} />
          {data.variance && <Variance data={data} variance={data.variance} />}
          {data.funnel && <Funnel data={data} funnel={data.funnel} />}
          {data.withheld && <p className="note">{data.withheld}</p>}
        </>
      )}
    </Asked>
  )
}

/** People with where they lie in the funnel; and what is common, personal and unexplained. */
export function TakeCommon({ data, query }: { data: People; query: Asking }) {
  return (
    <TakeAlong
      small
      files={[peopleFile, peopleWorkbook]}
      ask={{ query }}
      tables={[
        { name: t`Person by person`, ask: { query } },
        ...(data.parts || data.variance
          ? [{ name: t`Common and personal`, ask: { query: { ...query, what: 'parts' as const } } }]
          : []),
      ]}
    />
  )
}

/** A quarter's quota tells nothing of who missed a month. */
function longerSentence({ period, gap }: People, format: Format): string {
  const name = periodName(period, format)
  return gap < 0
    ? t`Quotas are set for longer than this, so people are judged by ${name}, as it stood on ${format.day(period.until)}: ${format.short(-gap)} short.`
    : t`Quotas are set for longer than this, so people are judged by ${name}, as it stood on ${format.day(period.until)}: ${format.short(gap)} ahead.`
}

function verdictSentence({ design, groups, funnel, gap, target, expected }: People, format: Format): string {
  const named = funnel?.points.filter(point => point.named).map(point => point.name) ?? []
  const missed =
    design.people === 0
      ? t`Nobody compared here has a quota.`
      : t`${design.missed} of ${plural(design.people, { one: '# person', other: '# people' })} with a quota missed it.`
  const possible = possibleSentence({ target, expected, format })
  const asked = design.questioned
    ? design.target === 'beyond'
      ? t`So it is the target that is questioned first.`
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
  return [missed, possible, rest, ...group, who].filter(Boolean).join(' ')
}

function Parts({ data: { parts } }: { data: People }) {
  const format = useFormat()
  if (!parts) return null
  return (
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
  )
}
