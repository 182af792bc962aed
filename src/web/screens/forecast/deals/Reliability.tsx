import { t } from '@lingui/core/macro'
import { useCallback } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import type { Inks } from '#web/charts/ink.ts'
import { reliabilityChart } from '#web/charts/reliability-chart.ts'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import type { Format } from '#web/format.ts'
import type { DealForecast } from './OpenDeals.tsx'
import { stageSentence } from './stage-words.ts'

/** Chances that would have been said in the past, beside what came of them. */
export function Reliability(of: {
  record: NonNullable<DealForecast['record']>
  method: DealForecast['method']
}) {
  const { record, method } = of
  const format = useFormat()
  const { bins } = record
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) =>
      reliabilityChart({
        points: bins,
        names: { foretold: t`Said`, came: t`Came`, deals: t`deals` },
        inks,
        write: format.percent,
        still,
      }),
    [bins, format],
  )
  const inside = bins.filter(({ foretold, low, high }) => low <= foretold && foretold <= high).length
  const score = record.brier.toFixed(3)
  const usual = record.brierOfUsual.toFixed(3)
  return (
    <Section title={t`How true such chances were`}>
      <p>
        {record.brier < record.brierOfUsual
          ? t`They told more than the usual rate would have: off by ${score} against ${usual} (Brier’s score, 0 is never off).`
          : t`They told no more than the usual rate would have: off by ${score} against ${usual} (Brier’s score, 0 is never off).`}
      </p>
      <p>{t`On average they said ${format.percent(record.said)}, and ${format.percent(record.came)} came.`}</p>
      {record.correction && <p>{correctionSentence(record.correction, format)}</p>}
      {method && <p>{stageSentence(method.stages)}</p>}
      <ChartFrame
        finding={t`In ${inside} of ${bins.length} groups as many were won as was said, as far as their number tells`}
        fileName={t`How true chances were`}
        height={320}
        option={option}
        table={{
          head: [t`Said`, t`Came`, t`95 % from`, t`95 % to`, t`Deals`],
          rows: bins.map(({ foretold, came, low, high, count }) => [
            format.percent(foretold),
            format.percent(came),
            format.percent(low),
            format.percent(high),
            count,
          ]),
        }}
        shown={value => (typeof value === 'number' ? format.count(value) : (value ?? '–'))}
      />
      <p className="note">
        {t`The past was cut off at ${record.cuts} month ends; of ${format.count(record.foretold)} open deals it was said how likely they are won within 91 days, from what was known then. All the organisation’s deals count here.`}
      </p>
    </Section>
  )
}

function correctionSentence(
  { cuts, before, after }: NonNullable<NonNullable<DealForecast['record']>['correction']>,
  format: Format,
): string {
  return t`At the ${cuts} month ends by which earlier ones had come due, chances were corrected by what those taught: instead of ${format.percent(before.said)} they said ${format.percent(after.said)}, and ${format.percent(after.came)} came; off by ${after.brier.toFixed(3)} instead of ${before.brier.toFixed(3)}.`
}
