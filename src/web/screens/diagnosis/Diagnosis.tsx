import { show, waterfallFile, waterfallWorkbook } from '#contract/diagnosis.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { save } from '#web/client.ts'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { told } from '#web/parts/told.ts'
import { useFormat, useMe } from '#web/session.tsx'
import { PeriodPicker } from '../figures/PeriodPicker.tsx'
import { SubjectPicker } from '../figures/SubjectPicker.tsx'
import { useWhoseFirst } from '../figures/whose.ts'
import { FirstSteps } from '../home/FirstSteps.tsx'
import { Common } from './Common.tsx'
import { Findings } from './Findings.tsx'
import { Price } from './Price.tsx'
import { Steps } from './Steps.tsx'
import { Waterfall } from './Waterfall.tsx'
import { gapSentence } from './words.ts'

const route = getRouteApi('/inside/diagnosis')

/** Why are we short? Nothing can be short before something was billed. */
export function Diagnosis() {
  const { organisation } = useMe()
  return organisation.empty ? <FirstSteps question={t`Why are we short?`} /> : <Diagnosed />
}

export type Asking = { subject: string; period: 'month' | 'quarter' | 'year'; code?: string }

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
  const answer = useAnswer(show, { query })
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  const ahead = answer.data !== undefined && answer.data.gap >= 0
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
        answer={answer.data && gapSentence({ shown: answer.data, format })}
        actions={
          <>
            <Button variant="default" onClick={() => told(save(waterfallFile, { query }))}>
              <Trans>Download as CSV</Trans>
            </Button>
            <Button variant="default" onClick={() => told(save(waterfallWorkbook, { query }))}>
              <Trans>Download as Excel</Trans>
            </Button>
          </>
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
      </div>
      <Asked of={answer}>
        {data =>
          data.withheld ? (
            <p className="note">{data.withheld}</p>
          ) : (
            <>
              <Waterfall shown={data} />
              <Steps shown={data} />
            </>
          )
        }
      </Asked>
      {!answer.error && (
        <>
          <Section title={t`Common to all, or particular to people`}>
            <Common query={query} />
          </Section>
          <Section title={t`Findings`}>
            <Findings query={query} />
          </Section>
          <Section title={t`Price, product, position`}>
            <Price query={query} />
          </Section>
        </>
      )}
    </>
  )
}
