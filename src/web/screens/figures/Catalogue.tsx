import { catalogue } from '#contract/figures.ts'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Page, Section } from '#web/parts/Page.tsx'
import { Details } from '#web/parts/Facts.tsx'
import { Asked } from '#web/parts/states.tsx'

type Figure = Answer<typeof catalogue>['figures'][number]

const kinds: Record<Figure['kind'], string> = {
  adds: 'adds up: a team’s is the sum of its people’s',
  ratio: 'a ratio of two sums; a team’s is the ratio of its sums',
  distinct: 'counted anew in every sum, each thing once',
  derived: 'derived from other figures',
}
const ways: Record<Figure['goodWay'], string> = {
  up: 'more is better',
  down: 'less is better',
  none: 'neither way is good',
}

/** Every figure once, the same for everybody; a person argues with the definition here and not with the number. */
export function Catalogue() {
  const answer = useAnswer(catalogue, {})
  return (
    <>
      <Page
        question="What do the figures mean?"
        answer={
          answer.data &&
          `${answer.data.figures.length} figures, each defined once and computed the same way for everybody, in every table and every file.`
        }
      />
      <Asked of={answer}>
        {({ figures }) => (
          <div className="definitions">
            {figures.map(figure => (
              <Section
                key={figure.key}
                title={figure.name}
                aside={`${figure.timing}, ${ways[figure.goodWay]}`}
              >
                <Details
                  details={[
                    ['Meaning', figure.meaning],
                    ['Made of', figure.formula],
                    ['In a sum', kinds[figure.kind]],
                    ['Answers for it', figure.owner],
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
