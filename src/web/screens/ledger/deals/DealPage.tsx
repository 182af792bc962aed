import { showDeal } from '#contract/ledger/deals.ts'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { Activities } from './Activities.tsx'
import { dealName, dueWords, outcomeWords } from './deal-words.ts'

const route = getRouteApi('/inside/opportunities/$id')
type Deal = Answer<typeof showDeal>
type Change = Deal['changes'][number]

/** One opportunity: how it stands, how it came there, what was done for it. */
export function DealPage() {
  const { id } = route.useParams()
  const format = useFormat()
  const deal = useAnswer(showDeal, { params: { id } })
  return (
    <Asked of={deal}>
      {data => {
        const name = dealName(data)
        return (
          <>
            <Page
              kicker={[data.code, data.account].filter(Boolean).join(' · ')}
              question={t`How does ${name} stand?`}
              answer={answerOf(data, format)}
            />
            <Details details={detailsOf(data, format)} />
            <Section title={t`How it came there`}>
              <History deal={data} format={format} />
            </Section>
            <Section title={t`What was done for it`}>
              <Activities filter={{ opportunity: id }} />
            </Section>
          </>
        )
      }}
    </Asked>
  )
}

function answerOf(deal: Deal, format: Format): string {
  const { stage } = deal
  const day = deal.due && format.day(deal.due)
  if (deal.outcome === 'won') return day ? t`Won on ${day}.` : t`Won.`
  if (deal.outcome === 'lost') return day ? t`Lost on ${day}.` : t`Lost.`
  if (deal.outcome === 'gone')
    return t`The source does not have it any more. When it last did, it was in ${stage}.`
  if (deal.stale) return t`Open in ${stage}, and older than any deal that ever closed.`
  return day ? t`Open in ${stage}, due ${day}.` : t`Open in ${stage}.`
}

function detailsOf(deal: Deal, format: Format): Parameters<typeof Details>[0]['details'] {
  const said = deal.amount === null ? null : format.moneyIn(deal.amount, deal.currency)
  const worth = deal.worth === null ? null : format.money(deal.worth)
  return [
    [t`Amount`, said ?? (worth ? t`not said; ${worth} is assumed from list prices` : t`not said`)],
    said && worth && deal.currency !== format.currency ? [t`Worth`, worth] : null,
    [
      t`Account`,
      deal.accountId ? (
        <Link to="/accounts/$id" params={{ id: deal.accountId }}>
          {deal.account}
        </Link>
      ) : (
        t`none`
      ),
    ],
    [
      t`Whose`,
      deal.owners
        .map(({ name, share }) =>
          share === 1_000_000 ? name : `${name} ${format.percent(share / 1_000_000)}`,
        )
        .join(', '),
    ],
    [t`Stage`, deal.stage],
    [t`Opened`, deal.created ? format.day(deal.created) : t`not said`],
    [
      deal.outcome === 'open' ? t`Due` : t`Closed`,
      deal.due
        ? `${format.day(deal.due)}${dueWords[deal.dueBy] ? ` (${t(dueWords[deal.dueBy]!)})` : ''}`
        : t`not said`,
    ],
    deal.products.length > 0
      ? [t`To be sold`, deal.products.map(({ name, quantity }) => `${Number(quantity)} × ${name}`).join(', ')]
      : null,
    deal.lossReason ? [t`Lost because of`, deal.lossReason] : null,
    deal.competitor ? [t`Who else was in it`, deal.competitor] : null,
    deal.origin ? [t`Came from`, deal.origin] : null,
  ]
}

const fieldWords = {
  stage: msg`Stage`,
  outcome: msg`Outcome`,
  amount: msg`Amount`,
  expected: msg`Expected`,
  owners: msg`Whose`,
} as const

function History({ deal, format }: { deal: Deal; format: Format }) {
  const first = format.day(deal.firstSeen)
  const days = [...Map.groupBy(deal.changes, change => change.day)].toReversed()
  return (
    <>
      {days.map(([day, changes]) => (
        <Details
          key={day}
          details={changes.map(change => [
            `${format.day(day)} · ${t(fieldWords[change.field])}`,
            `${shown(change, change.before, format)} → ${shown(change, change.after, format)}`,
          ])}
        />
      ))}
      <p className="note">
        {days.length === 0 ? (
          <Trans>First seen in the export of {first}; no later one has changed it.</Trans>
        ) : (
          <Trans>
            First seen in the export of {first}. A change is dated by the export that first had it.
          </Trans>
        )}
      </p>
    </>
  )
}

function shown({ field }: Change, value: Change['before'], format: Format): string {
  if (value === null || value === '') return t`nothing`
  if (typeof value === 'object') return format.moneyIn(value.amount, value.currency)
  if (field === 'expected') return format.day(value)
  if (field === 'outcome' && value in outcomeWords) return t(outcomeWords[value as keyof typeof outcomeWords])
  return value
}
