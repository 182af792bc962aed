import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { catalogue } from '#contract/figures.ts'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Page, Section } from '#web/parts/Page.tsx'
import { Details } from '#web/parts/Facts.tsx'
import { Asked } from '#web/parts/states.tsx'
import { OwnFigures } from './OwnFigures.tsx'

type Figure = Answer<typeof catalogue>['figures'][number]

const kinds: Record<Figure['kind'], MessageDescriptor> = {
  adds: msg`adds up: a team’s is the sum of its people’s`,
  ratio: msg`a ratio of two sums; a team’s is the ratio of its sums`,
  distinct: msg`counted anew in every sum, each thing once`,
  derived: msg`derived from other figures`,
}
const ways: Record<Figure['goodWay'], MessageDescriptor> = {
  up: msg`more is better`,
  down: msg`less is better`,
  none: msg`neither way is good`,
}

const parts = {
  account: msg`account`,
  product_line: msg`product line`,
  category: msg`category`,
  channel: msg`channel`,
  territory: msg`territory`,
} as const

/** What it has, and what it honestly has not. */
function brokenDownBy({ ways: has }: Figure): string {
  const list = (keys: (keyof typeof parts)[]) => keys.map(key => t(parts[key])).join(', ')
  const all = Object.keys(parts) as (keyof typeof parts)[]
  if (has === null) return t`person, team, ${list(all)}`
  const without = list(all.filter(key => !has.includes(key)))
  return has.length === 0
    ? t`person, team; not by ${without}`
    : t`person, team, ${list(has)}; not by ${without}`
}

/** Every figure once, the same for everybody; a person argues with the definition here and not with the number. */
export function Catalogue() {
  const answer = useAnswer(catalogue, {})
  return (
    <>
      <Page
        question={t`What do the figures mean?`}
        answer={
          answer.data &&
          t`${answer.data.figures.length} figures, each defined once and computed the same way for everybody, in every table and every file.`
        }
      />
      <OwnFigures />
      <Asked of={answer}>
        {({ figures }) => (
          <div className="definitions">
            {figures.map(figure => (
              <Section
                key={figure.key}
                title={figure.name}
                aside={`${figure.timing}, ${t(ways[figure.goodWay])}`}
              >
                <Details
                  details={[
                    [t`Meaning`, figure.meaning],
                    [t`Made of`, figure.formula],
                    [t`In a sum`, t(kinds[figure.kind])],
                    [t`Broken down by`, brokenDownBy(figure)],
                    [t`Answers for it`, figure.owner],
                    figure.empty ? [t`Nothing to show yet`, figure.empty] : null,
                  ]}
                />
              </Section>
            ))}
          </div>
        )}
      </Asked>
    </>
  )
}
