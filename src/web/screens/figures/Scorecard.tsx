import { catalogue, standings, table } from '#contract/figures.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Page } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { FirstSteps } from '../home/FirstSteps.tsx'
import { type Kind, Multiples } from './Multiples.tsx'
import { useWhatThereIs } from './nothing-yet.ts'
import { SubjectPicker } from './SubjectPicker.tsx'
import { useWhoseFirst } from './whose.ts'
import { nameOf } from './words.ts'

const route = getRouteApi('/inside/figures/scorecard')

/** Everybody beside everybody: nothing to draw before something was billed. */
export function Scorecard() {
  const there = useWhatThereIs()
  if (there === undefined) return null
  return there === 'nothing' ? (
    <FirstSteps question={t`How do we compare, side by side?`} />
  ) : (
    <SideBySide billed={there === 'billing'} />
  )
}

/** Small multiples: everybody below a subject, one figure, one scale. */
function SideBySide({ billed }: { billed: boolean }) {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/figures/scorecard' })
  const first = useWhoseFirst()
  const subject = search.subject ?? first
  const figure = search.figure ?? (billed ? 'billed_revenue' : 'opportunities_created')
  const kind: Kind = search.period === 'month' || search.period === 'year' ? search.period : 'quarter'
  const below = useAnswer(standings, { query: { subject, by: 'person' } })
  const definitions = useAnswer(catalogue, {})
  const definition = definitions.data?.figures.find(one => one.key === figure)
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  // nobody stands anywhere before something is billed or a quota set: then whoever works is beside whoever works
  const working = useAnswer(
    table,
    { query: { subject, by: 'person' as const, period: 'rolling_12' as const, figures: [figure] } },
    { enabled: !billed },
  )
  const people = billed
    ? (below.data?.parts.filter(part => !part.isHouse) ?? [])
    : (working.data?.rows ?? []).map(({ label, subject: whose, hidden }) => ({
        name: label,
        subject: whose ?? '',
        hidden,
      }))
  const named = people.filter(part => !part.hidden && part.subject)
  // the whole is drawn only where nobody stands below: on one scale with them it would flatten them all
  const drawn = named.length > 0 ? named : below.data ? [below.data.whole] : []
  const alone = below.data !== undefined && named.length <= 1
  return (
    <>
      <Page
        question={alone ? t`How did it go, period by period?` : t`How do we compare, side by side?`}
        answer={
          definition &&
          below.data &&
          (alone
            ? t`${definition.name} of ${drawn.map(nameOf).join('')}. Each person’s figures are seen by that person and by those they report to, so no colleague is drawn beside.`
            : !billed
              ? t`${definition.name} of ${plural(drawn.length, { one: '# person', other: '# people' })} on one scale.`
              : t`${definition.name} of ${plural(drawn.length, { one: '# person', other: '# people' })} on one scale, whoever is furthest behind their quota this quarter first.`)
        }
      />
      <div className="controls">
        <SubjectPicker value={subject} choose={chosen => change({ subject: chosen })} />
        <Select
          label={t`Figure`}
          w={220}
          allowDeselect={false}
          data={(definitions.data?.figures ?? [])
            .filter(one => one.key !== 'should_be_today' && one.empty === null)
            .filter(one => billed || one.madeOf.includes('work'))
            .map(one => ({ value: one.key, label: one.name }))}
          value={figure}
          onChange={value => change({ figure: value ?? undefined })}
        />
        <Select
          label={t`By`}
          w={130}
          allowDeselect={false}
          data={[
            { value: 'month', label: t`Month` },
            { value: 'quarter', label: t`Quarter` },
            { value: 'year', label: t`Year` },
          ]}
          value={kind}
          onChange={value => change({ period: value ?? undefined })}
        />
      </div>
      <Asked of={below}>
        {({ withheld }) => (
          <>
            <Multiples whose={drawn} figure={figure} unit={definition?.unit ?? 'money'} kind={kind} />
            {people.length > named.length && named.length > 0 && (
              <p className="note">
                <Trans>{people.length - named.length} more are not drawn: you do not see them by name.</Trans>
              </p>
            )}
            {withheld && <p className="note">{withheld}</p>}
            {definition && (
              <p className="note">
                {definition.name}: {definition.meaning}
              </p>
            )}
          </>
        )}
      </Asked>
    </>
  )
}
