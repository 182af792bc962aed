import { forecastFile, forecastWorkbook, showForecast } from '#contract/forecast.ts'
import { dealChancesFile, dealChancesWorkbook, showDealForecast } from '#contract/forecast/deals.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { SubjectPicker } from '#web/screens/figures/SubjectPicker.tsx'
import { useWhoseFirst } from '#web/screens/figures/whose.ts'
import { nameOf } from '#web/screens/figures/words.ts'
import { useFormat, useMay } from '#web/session.tsx'
import { ChanceTable } from './ChanceTable.tsx'
import { DealMonths } from './DealMonths.tsx'
import { Joined } from './Joined.tsx'
import { Reliability } from './Reliability.tsx'
import { stageSentence } from './stage-words.ts'

const route = getRouteApi('/inside/forecast/deals')
export type DealForecast = Answer<typeof showDealForecast>

/** What may come of open deals? Beside the forecast of billing, or joined with it where that was earned. */
export function OpenDeals() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/forecast/deals' })
  const format = useFormat()
  const first = useWhoseFirst()
  const subject = search.subject ?? first
  const answer = useAnswer(showDealForecast, { query: { subject, stale: 'no' } })
  return (
    <>
      <Page
        question={t`What may come of open deals?`}
        answer={answer.data && comes(answer.data, format)}
        actions={answer.data && <Take shown={answer.data} />}
      />
      <div className="controls">
        <SubjectPicker
          value={subject}
          choose={chosen => void navigate({ search: { subject: chosen }, replace: true, resetScroll: false })}
        />
      </div>
      <Asked of={answer}>{shown => <Shown shown={shown} month={search.month} />}</Asked>
    </>
  )
}

/** Whatever stands on the page; what is repeat billing and what deals of a month goes with the forecast. */
function Take({ shown: { subject: named, opportunities, months, record } }: { shown: DealForecast }) {
  const { subject } = named
  const tables = [
    ...(opportunities.length > 0 ? [{ name: t`Open deals`, what: 'deals' as const }] : []),
    ...(months.length > 0 ? [{ name: t`Month by month`, what: 'months' as const }] : []),
    ...(record ? [{ name: t`How true such chances were`, what: 'record' as const }] : []),
  ]
  if (tables.length === 0) return null
  return (
    <TakeAlong
      files={[dealChancesFile, dealChancesWorkbook]}
      ask={{ query: { subject } }}
      tables={tables.map(({ name, what }) => ({ name, ask: { query: { subject, what } } }))}
    />
  )
}

function comes({ sums }: DealForecast, format: Format): string | undefined {
  const year = sums.at(-1)
  if (!year) return undefined
  return t`In the next ${year.months} months deals worth ${format.short(year.mean)} will be won, between ${format.short(year.low80)} and ${format.short(year.high80)} four times in five; ${format.short(year.open)} of it is open already.`
}

function Shown({ shown, month: code }: { shown: DealForecast; month: string | undefined }) {
  const format = useFormat()
  const { open } = shown
  const { subject } = shown.subject
  const published = useAnswer(showForecast, { query: { subject } }).data?.forecast
  const at = shown.months.findIndex(one => one.code === code)
  const month = at < 0 ? undefined : { at, name: format.monthOf(shown.months[at]!.to) }
  return (
    <>
      {shown.none && <Refused shown={shown} />}
      {shown.sums.length > 0 && (
        <Facts
          facts={shown.sums.map(sum => ({
            word: t`Next ${sum.months} months`,
            value: format.short(sum.mean),
            note: `${format.short(sum.low80)} – ${format.short(sum.high80)}`,
          }))}
        />
      )}
      {shown.months.length > 0 && <DealMonths shown={shown} />}
      {open?.stale && open.staleAmount !== null && (
        <p className="note">
          {t`${plural(open.stale, { one: '# open deal', other: '# open deals' })} worth ${format.short(open.staleAmount)} stand apart and count for nothing: no deal that old ever closed.`}{' '}
          <Link to="/opportunities" search={{ subject, stale: 'yes' }}>
            <Trans>Which ones</Trans>
          </Link>
        </p>
      )}
      {published && (
        <Joined
          forecast={published}
          name={nameOf(shown.subject)}
          aside={<TakeAlong files={[forecastFile, forecastWorkbook]} ask={{ query: { subject } }} small />}
        />
      )}
      {shown.opportunities.length > 0 && <ChanceTable shown={shown} month={month} />}
      {shown.record && <Reliability record={shown.record} method={shown.method} />}
      {!shown.record && shown.method && <p className="note">{stageSentence(shown.method.stages)}</p>}
    </>
  )
}

function Refused({ shown }: { shown: DealForecast }) {
  const may = useMay()
  if (shown.none === 'too_few_people')
    return (
      <p className="note">
        <Trans>Fewer than four people here have open deals: a sum would tell whose they are.</Trans>
      </p>
    )
  return (
    <Lesson
      title={t`Too few deals have closed`}
      start={
        may.administerOrDirect && (
          <LinkButton to="/imports/new">
            <Trans>Import an export of your CRM</Trans>
          </LinkButton>
        )
      }
    >
      {t`Chances are learnt from how deals ended. ${plural(shown.learnt.closed, { 0: 'None has closed', one: '# has closed', other: '# have closed' })} so far with a first and a last day; ${shown.learnt.needed} are needed. They come in with an export of your CRM.`}
    </Lesson>
  )
}
