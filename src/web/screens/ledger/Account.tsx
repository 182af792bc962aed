import { table } from '#contract/figures.ts'
import { showAccount } from '#contract/ledger/accounts.ts'
import { type MessageDescriptor, i18n } from '@lingui/core'
import { msg, plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
import { Activities } from './deals/Activities.tsx'
import { DealTable } from './deals/DealTable.tsx'
import { LineTable } from './LineTable.tsx'

const route = getRouteApi('/inside/accounts/$id')
const shown = ['billed_revenue', 'orders', 'average_order', 'gross_margin_rate', 'price_realisation'] as const
const words: Record<(typeof shown)[number], MessageDescriptor> = {
  billed_revenue: msg`Billed, last 12 months`,
  orders: msg`Orders`,
  average_order: msg`Average order`,
  gross_margin_rate: msg`Margin rate`,
  price_realisation: msg`Of list price paid`,
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
      {!account.data && account.error && <Page question={t`Which account is this?`} />}
      <Asked of={account}>
        {data => (
          <>
            <Page
              kicker={[data.code, data.place, data.parent && t`belongs to ${data.parent.name}`]
                .filter(Boolean)
                .join(' · ')}
              question={t`What does ${data.name} buy?`}
              answer={year.data && <Bought account={data} year={year.data} />}
            />
            {year.data && <YearFacts data={year.data} />}
            <Section title={t`Month by month`}>
              <PeriodChart subject={subject} kind="month" withQuota={false} />
            </Section>
            <Section title={t`What they bought, and who sold it`} aside={t`last 12 months`}>
              <BreakDown
                subject={subject}
                period={{ period: 'rolling_12' }}
                by={by}
                choose={setBy}
                ways={['product_line', 'category', 'channel', 'person']}
              />
            </Section>
            <Section
              title={t`Open opportunities`}
              aside={
                <Link to="/opportunities" search={{ subject, outcome: 'all' }}>
                  <Trans>All of them</Trans>
                </Link>
              }
            >
              <DealTable filter={{ subject, outcome: 'open' }} few />
            </Section>
            <Section title={t`What was done for them`}>
              <Activities filter={{ subject }} />
            </Section>
            <Section title={t`Who owned it`}>
              <Owners account={data} />
            </Section>
            <Section
              title={t`Billing lines`}
              aside={
                <Link to="/ledger" search={{ subject: subject }}>
                  <Trans>All of them, with filters</Trans>
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
  const owners = new Intl.ListFormat(i18n.locale).format(today.map(owner => owner.name))
  return (
    <>
      {bought({ amount: billed === 0 ? null : format.short(billed), orders, change })}{' '}
      {today.length === 0
        ? t`Nobody owns the account today.`
        : plural(today.length, { one: `${owners} owns the account.`, other: `${owners} own the account.` })}
    </>
  )
}

function bought(of: {
  amount: string | null
  orders: number | null | undefined
  change: string | null | undefined
}) {
  const { amount, orders, change } = of
  if (amount === null) return t`Nothing was billed to them in the last 12 months.`
  const said = orders
    ? t`They bought for ${amount} in the last 12 months in ${plural(orders, { one: '# order', other: '# orders' })}`
    : t`They bought for ${amount} in the last 12 months`
  return change ? t`${said}, ${change} on the 12 months before.` : `${said}.`
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
            word: t(words[key]),
            value: (
              <NumberButton
                of={{
                  figure: key,
                  subject: data.subject.subject,
                  name: data.subject.name,
                  period: data.period,
                  narrowing: {},
                  shown:
                    unit === 'money' ? format.money(Math.round(cell.value)) : format.figure(cell.value, unit),
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
    return (
      <p className="note">
        <Trans>Nobody yet: what no seller is named for belongs to the house.</Trans>
      </p>
    )
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
