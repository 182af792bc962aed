import { table } from '#contract/figures.ts'
import { showAccount } from '#contract/ledger.ts'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { always, furtherNotice } from '#web/format.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Spans } from '#web/parts/Spans.tsx'
import { Asked } from '#web/parts/states.tsx'
import { BreakDown } from '#web/screens/figures/BreakDown.tsx'
import { NumberButton, NumbersOpen } from '#web/screens/figures/NumberDrawer.tsx'
import { PeriodChart } from '#web/screens/figures/PeriodChart.tsx'
import { useFormat } from '#web/session.tsx'
import { LineTable } from './LineTable.tsx'

const route = getRouteApi('/inside/accounts/$id')
const shown = ['billed_revenue', 'orders', 'average_order', 'gross_margin_rate', 'price_realisation'] as const
const words: Record<(typeof shown)[number], string> = {
  billed_revenue: 'Billed, last 12 months',
  orders: 'Orders',
  average_order: 'Average order',
  gross_margin_rate: 'Margin rate',
  price_realisation: 'Of list price paid',
}

/** What does this account buy, and from whom? */
export function Account() {
  const { id } = route.useParams()
  const account = useAnswer(showAccount, { params: { id } })
  const subject = `account:${id}`
  const year = useAnswer(table, { query: { subject, by: 'none', period: 'rolling_12', figures: [...shown] } })
  const [by, setBy] = useState('product_line')
  return (
    <NumbersOpen>
      {!account.data && account.error && <Page question="Which account is this?" />}
      <Asked of={account}>
        {data => (
          <>
            <Page
              kicker={[data.code, data.place, data.parent && `belongs to ${data.parent.name}`]
                .filter(Boolean)
                .join(' · ')}
              question={`What does ${data.name} buy?`}
              answer={year.data && <Bought account={data} year={year.data} />}
            />
            {year.data && <YearFacts data={year.data} />}
            <Section title="Month by month">
              <PeriodChart subject={subject} kind="month" withQuota={false} />
            </Section>
            <Section title="What they bought, and who sold it" aside="last 12 months">
              <BreakDown
                subject={subject}
                period={{ period: 'rolling_12' }}
                by={by}
                choose={setBy}
                ways={['product_line', 'category', 'channel', 'person']}
              />
            </Section>
            <Section title="Who owned it">
              <Owners account={data} />
            </Section>
            <Section
              title="Billing lines"
              aside={
                <Link to="/ledger" search={{ subject: subject }}>
                  All of them, with filters
                </Link>
              }
            >
              <LineTable filter={{ subject, sort: '-day' }} few />
            </Section>
          </>
        )}
      </Asked>
    </NumbersOpen>
  )
}

function Bought({ account, year }: { account: Answer<typeof showAccount>; year: Answer<typeof table> }) {
  const format = useFormat()
  const cell = year.total.cells.billed_revenue
  const orders = year.total.cells.orders?.value
  const change = cell && format.change(cell.value, cell.yearBefore)
  const today = account.owners.filter(owner => owner.to === furtherNotice)
  const billed = cell?.value ?? 0
  return (
    <>
      {billed === 0
        ? 'Nothing was billed to them in the last 12 months. '
        : `They bought for ${format.short(billed)} in the last 12 months${orders ? ` in ${format.count(orders)} orders` : ''}${change ? `, ${change} on the 12 months before` : ''}. `}
      {today.length === 0
        ? 'Nobody owns the account today.'
        : `${today.map(owner => owner.name).join(' and ')} ${today.length > 1 ? 'own' : 'owns'} the account.`}
    </>
  )
}

function YearFacts({ data }: { data: Answer<typeof table> }) {
  const format = useFormat()
  return (
    <Facts
      facts={shown.flatMap(key => {
        const cell = data.total.cells[key]
        if (!cell || cell.value === null) return []
        const unit =
          key === 'orders' ? 'count' : key.endsWith('rate') || key === 'price_realisation' ? 'ratio' : 'money'
        return [
          {
            word: words[key],
            value: (
              <NumberButton
                of={{
                  figure: key,
                  subject: data.subject.subject,
                  name: data.subject.name,
                  period: data.period,
                  narrowing: {},
                  shown:
                    unit === 'money'
                      ? format.money(Math.round(cell.value))
                      : format.figure(cell.value, unit, key),
                  covered: cell.covered,
                }}
              />
            ),
          },
        ]
      })}
    />
  )
}

function Owners({ account }: { account: Answer<typeof showAccount> }) {
  const format = useFormat()
  if (account.owners.length === 0)
    return <p className="note">Nobody yet: what no seller is named for belongs to the house.</p>
  return (
    <Spans
      spans={account.owners.map(owner => ({
        key: `${owner.personId} ${owner.from}`,
        label: (
          <>
            {owner.personId ? (
              <Link to="/people/$id" params={{ id: owner.personId }}>
                {owner.name}
              </Link>
            ) : (
              owner.name
            )}
            {owner.share < 1_000_000 && (
              <span className="quiet"> {format.percent(owner.share / 1_000_000)}</span>
            )}
          </>
        ),
        from: owner.from === always ? null : owner.from,
        to: owner.to === furtherNotice ? null : owner.to,
      }))}
    />
  )
}
