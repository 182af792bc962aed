import { showRecipe, showRecipeFile, showRecipeWorkbook } from '#contract/recipe.ts'
import { choices } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { Closing } from './Closing.tsx'
import { Found } from './Found.tsx'
import { useWhatThereIs } from '../figures/nothing-yet.ts'
import { NumbersOpen } from '../figures/NumberDrawer.tsx'
import { FirstSteps } from '../home/FirstSteps.tsx'
import { OwnRecipe } from './OwnRecipe.tsx'
import './recipe.css'
import { recipeSentence } from './words.ts'

/** Which figures foretell billing? Nobody can look before there are any. */
export function Recipe() {
  const there = useWhatThereIs()
  if (there === undefined) return null
  return there === 'nothing' ? (
    <FirstSteps question={t`Which figures foretell billing here?`} />
  ) : (
    <LookedFor />
  )
}

/** What foretells billing here, and the reader's own way to the target. */
function LookedFor() {
  const answer = useAnswer(showRecipe, {})
  const me = useMe()
  const may = useMay()
  const recipe = answer.data?.recipe
  return (
    <NumbersOpen>
      <Page
        question={t`Which figures foretell billing here?`}
        answer={recipe && <p>{recipeSentence(recipe)}</p>}
        actions={recipe && <Take decided={recipe.closing !== null} />}
      >
        <Asked of={answer}>
          {({ recipe: found, candidates }) =>
            found ? (
              <>
                <Found recipe={found} candidates={candidates} />
                {found.closing && <Closing closing={found.closing} />}
              </>
            ) : (
              <Lesson title={t`Not looked for yet`}>
                <Trans>
                  Here will stand which figures run ahead of billing, by how many months and how surely,
                  tested on months that were not looked at before. Plumbline looks by itself once billing has
                  come in.
                </Trans>
              </Lesson>
            )
          }
        </Asked>
        <OwnRecipe person={me.person.id} quiet />
        {may.lead && <Others />}
      </Page>
    </NumbersOpen>
  )
}

/** What was found, or why nothing was, and what was tried. */
function Take({ decided }: { decided: boolean }) {
  return (
    <TakeAlong
      files={[showRecipeFile, showRecipeWorkbook]}
      ask={{}}
      tables={[
        { name: t`What runs ahead`, ask: {} },
        { name: t`Candidates`, ask: { query: { what: 'candidates' } } },
        ...(decided
          ? [{ name: t`How deals are decided`, ask: { query: { what: 'closing' as const } } }]
          : []),
      ]}
    />
  )
}

/** The recipes of those below, one by one: the same page that they see of themselves. */
function Others() {
  const format = useFormat()
  const me = useMe()
  const answer = useAnswer(choices, {})
  const people = (answer.data?.people ?? []).filter(
    ({ subject, isHouse }) =>
      !isHouse && subject.startsWith('person:') && subject !== `person:${me.person.id}`,
  )
  if (people.length === 0) return null
  return (
    <Section title={t`Recipes of the people you lead`}>
      <ul className="recipe-people">
        {people
          .toSorted((a, b) => a.name.localeCompare(b.name, format.locale))
          .map(({ subject, name }) => (
            <li key={subject}>
              <Link to="/recipe/$id" params={{ id: subject.slice('person:'.length) }}>
                {name}
              </Link>
            </li>
          ))}
      </ul>
    </Section>
  )
}
