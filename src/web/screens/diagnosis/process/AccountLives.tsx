import { accountLives, livesFile, livesWorkbook } from '#contract/diagnosis/process.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useAnswer } from '#web/asking.ts'
import { Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { periodKindNames } from '#web/screens/figures/period-search.ts'
import { useFormat } from '#web/session.tsx'
import { AccountsBehind } from './AccountsBehind.tsx'
import { Keeping, keepingTables } from './Keeping.tsx'
import { LifePicture } from './LifePicture.tsx'
import { LifeTable } from './LifeTable.tsx'
import { type Lives, waitWords } from './words.ts'

type Kind = 'month' | 'quarter' | 'year'
type Change = (to: { period?: string | undefined; behind?: string | undefined }) => void

/** How accounts live: new, buying again, pausing, lost, back; and what it takes to keep one buying. */
export function AccountLives(of: {
  subject: string
  period: Kind
  behind: string | undefined
  change: Change
}) {
  const { subject, period, behind, change } = of
  const query = { subject, period }
  const answer = useAnswer(accountLives, { query })
  return (
    <Section
      title={t`Accounts, from order to order`}
      aside={
        answer.data?.none === null && (
          <TakeAlong
            small
            files={[livesFile, livesWorkbook]}
            ask={{ query }}
            tables={[
              { name: t`Accounts by state`, ask: { query } },
              ...keepingTables(answer.data).map(({ name, what }) => ({
                name,
                ask: { query: { ...query, what } },
              })),
            ]}
          />
        )
      }
    >
      <div className="controls">
        <Select
          label={t`By`}
          w={150}
          allowDeselect={false}
          data={(['month', 'quarter', 'year'] as const).map(value => ({
            value,
            label: t(periodKindNames[value]),
          }))}
          value={period}
          onChange={value => change({ period: value ?? undefined, behind: undefined })}
        />
      </div>
      <Asked of={answer}>
        {lives => (
          <>
            <Shown lives={lives} open={state => change({ behind: state })} />
            {behind && !lives.sum && (
              <AccountsBehind query={query} behind={behind} close={() => change({ behind: undefined })} />
            )}
            <Keeping lives={lives} />
          </>
        )}
      </Asked>
    </Section>
  )
}

function Shown({ lives, open }: { lives: Lives; open: (behind: string) => void }) {
  const format = useFormat()
  if (lives.none !== null) return <p className="note">{noneWords(lives.none)}</p>
  return (
    <>
      <LifePicture lives={lives} />
      <LifeTable lives={lives} open={open} />
      <p className="note">
        {lives.lostFrom === null
          ? t`Lost accounts cannot be told yet: the ledger must hold the twelve months before the last twelve.`
          : t`Lost is as the catalogue of figures has it: active in the year before last and not in the last; told from ${lives.lostFrom} on.`}{' '}
        {lives.second.of > 0 &&
          t`From the first order ever to the second: ${waitWords(lives.second, format)}, of accounts new in the last two years.`}
      </p>
    </>
  )
}

function noneWords(none: NonNullable<Lives['none']>) {
  return {
    no_billing: <Trans>Nothing was billed to an account here.</Trans>,
    ledger_too_young: (
      <Trans>
        The ledger is younger than a year and a period: every account would look new, and none could have
        paused.
      </Trans>
    ),
    too_few_people: (
      <Trans>Fewer than four people billed here: the sum would tell whose accounts they are.</Trans>
    ),
  }[none]
}
