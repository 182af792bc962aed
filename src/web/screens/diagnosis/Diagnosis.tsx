import { findings, findingsFile, findingsWorkbook, people } from '#contract/diagnosis.ts'
import { show, waterfallFile, waterfallWorkbook } from '#contract/diagnosis/gap.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { PeriodPicker } from '../figures/PeriodPicker.tsx'
import { SubjectPicker } from '../figures/SubjectPicker.tsx'
import { useWhoseFirst } from '../figures/whose.ts'
import { FirstSteps } from '../home/FirstSteps.tsx'
import { Common, TakeCommon } from './Common.tsx'
import { Findings } from './Findings.tsx'
import { Price, TakePrice } from './Price.tsx'
import { Measure, Steps } from './Steps.tsx'
import { splitOf, TakenApart } from './TakenApart.tsx'
import { Waterfall } from './Waterfall.tsx'
import { gapSentence, nothingSentence, type Shown } from './words.ts'

const route = getRouteApi('/inside/diagnosis')

/** Why are we short? Nothing can be short before something was billed. */
export function Diagnosis() {
  const { organisation } = useMe()
  return organisation.empty ? <FirstSteps question={t`Why are we short?`} /> : <Diagnosed />
}

export type Asking = { subject: string; period: 'month' | 'quarter' | 'year'; code?: string }

/**
 * Nothing that a gap could be measured from: neither a quota nor a year before, be it of service, of before somebody’s
 * first day, or of a ledger that is too young.
 */
const hasNothing = ({ target, billed, reference }: Shown) =>
  (target.is === 'reference' && reference === null) ||
  (target.amount === 0 && billed === 0 && (reference?.billed ?? 0) === 0)

function Diagnosed() {
  const format = useFormat()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/diagnosis' })
  const first = useWhoseFirst()
  const kind = search.period === 'month' || search.period === 'year' ? search.period : 'quarter'
  const query: Asking = {
    subject: search.subject ?? first,
    period: kind,
    ...(search.code ? { code: search.code } : {}),
  }
  const split = splitOf(search, query.subject)
  const asked = { ...query, ...split }
  const answer = useAnswer(show, { query: asked })
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  // the parts of the page ask the same; here it is known whether there is anything to take along
  const compared = useAnswer(people, { query }).data
  const found = useAnswer(findings, { query }).data
  const nothing = answer.data !== undefined && hasNothing(answer.data)
  const ahead = answer.data !== undefined && !nothing && answer.data.gap >= 0
  const mine = query.subject === 'me'
  return (
    <>
      <Page
        question={
          ahead
            ? mine
              ? t`Why am I ahead?`
              : t`Why are we ahead?`
            : mine
              ? t`Why am I short?`
              : t`Why are we short?`
        }
        answer={
          answer.data &&
          (nothing ? nothingSentence(answer.data, format) : gapSentence({ shown: answer.data, format }))
        }
        actions={
          nothing ? undefined : (
            <TakeAlong files={[waterfallFile, waterfallWorkbook]} ask={{ query: asked }} />
          )
        }
      />
      <div className="controls">
        <SubjectPicker value={query.subject} choose={subject => change({ subject })} />
        <PeriodPicker
          search={{ period: kind, code: search.code }}
          shown={answer.data?.period}
          kinds={['month', 'quarter', 'year']}
          choose={to => change({ period: to.period, code: to.code })}
        />
        <TakenApart
          subject={query.subject}
          split={split}
          choose={said => change({ by: undefined, ...said })}
        />
      </div>
      <Asked of={answer}>
        {data =>
          hasNothing(data) ? (
            data.billed !== 0 && <NoMeasure />
          ) : (
            <>
              {!data.withheld && <Waterfall shown={data} />}
              {data.withheld ? <p className="note">{data.withheld}</p> : <Steps shown={data} query={query} />}
              <Measure shown={data} />
            </>
          )
        }
      </Asked>
      {!answer.error && !nothing && (
        <>
          <Section
            title={t`Common to all, or particular to people`}
            aside={compared && compared.design.people > 0 && <TakeCommon data={compared} query={query} />}
          >
            <Common query={query} />
          </Section>
          <Section
            title={t`Findings`}
            aside={
              found &&
              found.found.length + found.addressed.length > 0 && (
                <TakeAlong files={[findingsFile, findingsWorkbook]} ask={{ query }} small />
              )
            }
          >
            <Findings query={query} />
          </Section>
          <Section title={t`Price, product, position`} aside={<TakePrice query={query} />}>
            <Price query={query} />
          </Section>
        </>
      )}
    </>
  )
}

/** Billing alone is neither short nor ahead. */
function NoMeasure() {
  const may = useMay().administerOrDirect
  return (
    <Lesson
      title={t`Nothing to measure it by yet`}
      start={
        may && (
          <LinkButton to="/imports/new">
            <Trans>Bring in quotas or earlier billing</Trans>
          </LinkButton>
        )
      }
    >
      <Trans>
        With quotas here stands what was missed and why: first what the target asked beyond what could be
        expected, then customers reached, orders, quantity and price, down to the accounts. With the billing
        of the year before it is taken apart without a quota, too.
      </Trans>
    </Lesson>
  )
}
