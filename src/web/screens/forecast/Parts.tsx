import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Bars } from '#web/parts/Bars.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import { SumButton, SumDrawer, type Summed } from './SumDrawer.tsx'
import type { Published } from './words.ts'
import '../figures/scorecard.css'

const treeNames = {
  reporting: msg`Teams and people`,
  product_line: msg`Product lines`,
  territory: msg`Territories`,
} as const

/** What the forecast is made of, in small charts on one scale; in each of the three ways the parts add up to it. */
export function Parts({ forecast }: { forecast: Published }) {
  const [by, setBy] = useState(forecast.trees[0]!.by)
  const [sum, setSum] = useState<Summed>()
  const tree = forecast.trees.find(one => one.by === by) ?? forecast.trees[0]!
  const format = useFormat()
  const scale = Math.max(...tree.parts.flatMap(part => part.months.map(({ mean }) => mean)), 1)
  return (
    <Section title={t`What it is made of`} aside={t`the next twelve months; the parts add up`}>
      {forecast.trees.length > 1 && (
        <SegmentedControl
          mb="md"
          aria-label={t`By`}
          value={tree.by}
          onChange={value => setBy(value as typeof by)}
          data={forecast.trees.map(one => ({ value: one.by, label: t(treeNames[one.by]) }))}
        />
      )}
      <ul className="multiples">
        {tree.parts.map(part => (
          <li key={part.key}>
            <div className="multiple-head">
              {part.subject ? (
                <Link to="/forecast" search={{ subject: part.subject }}>
                  {part.name}
                </Link>
              ) : (
                <span>{part.name}</span>
              )}
              <span className="number">
                <SumButton
                  sum={{
                    ...part.twelve,
                    title: t`${part.name}: next 12 months`,
                    billed: null,
                    months: part.months.map((month, at) => ({ ...month, to: forecast.months[at]!.to })),
                  }}
                  open={setSum}
                />
              </span>
            </div>
            <Bars
              label={`${part.name}: ${part.months.map(({ mean }) => format.short(mean)).join(', ')}`}
              scale={scale}
              height={56}
              bars={part.months.map((month, at) => ({
                key: String(at),
                label: `${format.monthOf(forecast.months[at]!.to)}: ${format.short(month.mean)}`,
                value: month.mean,
                open: true,
              }))}
            />
            <div className="multiple-foot">
              <span>
                {format.short(part.twelve.low80)} – {format.short(part.twelve.high80)}
              </span>
            </div>
          </li>
        ))}
      </ul>
      <SumDrawer sum={sum} close={() => setSum(undefined)} />
      <p className="note">
        <Trans>
          Each of the ways adds up to the same total by itself: teams and people, product lines, territories.
          A product line’s share within a team is not foretold. One scale for all. Under each, the range that
          holds four outcomes of five; ranges of parts do not add up, for not everything goes wrong at once.
        </Trans>
      </p>
    </Section>
  )
}
