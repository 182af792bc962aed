import { choices, standings } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQueries } from '@tanstack/react-query'
import { asking, useAnswer } from '#web/asking.ts'
import { Section } from '#web/parts/Page.tsx'
import { StandingTable } from '#web/screens/figures/StandingTable.tsx'

/** The sums a salesperson's number is part of, from the own team up to the company; never sideways. */
export function AroundMe() {
  const seen = useAnswer(choices, {})
  const teams = seen.data?.teams.filter(({ depth }) => depth === 'sum') ?? []
  const asked = useQueries({
    queries: teams.map(({ subject }) => asking(standings, { query: { subject } })),
  })
  const answers = asked.flatMap(one => (one.data ? [one.data] : []))
  const first = answers[0]
  if (!first || asked.some(one => one.isPending)) return null
  const company = answers.find(({ whole }) => whole.subject === 'company')?.whole
  const sums = answers
    .map(({ whole }) => whole)
    // the teams of those who stand on top are the company over again, but for the house
    .filter(one => one === company || one.quota !== company?.quota)
    .toSorted((a, b) => a.billed - b.billed)
  return (
    <Section title={t`What your number is part of`}>
      <StandingTable name={t`What your number is part of`} period={first.period} parts={sums} search={{}} />
      <p className="note">
        <Trans>
          Totals only: each person’s figures are seen by that person and by those they report to, yours as
          well.
        </Trans>
      </p>
    </Section>
  )
}
