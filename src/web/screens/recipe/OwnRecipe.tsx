import { personRecipe, personRecipeFile, personRecipeWorkbook } from '#contract/recipe.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Section } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useMe } from '#web/session.tsx'
import { KeptRecipe } from './KeptRecipe.tsx'
import { WhatItTakes } from './WhatItTakes.tsx'
import './recipe.css'

export type Own = Answer<typeof personRecipe>

/** A person's way to their target, turned round through their own rates, and what they steer by. */
export function OwnRecipe({ person, quiet }: { person: string; quiet?: boolean }) {
  const me = useMe()
  const answer = useAnswer(personRecipe, { params: { id: person } })
  const mine = me.person.id === person
  // on the organisation's page nothing need be said to who does not sell
  if (quiet && !answer.data?.measured) return null
  return (
    <Asked of={answer}>
      {own => (
        <>
          <Section
            title={mine ? t`What does my target need each week?` : t`The way to the target`}
            aside={<Take own={own} />}
          >
            {own.measured ? (
              <WhatItTakes key={person} own={own} measured={own.measured} />
            ) : (
              <Lesson title={t`Nothing measured yet`}>
                <Trans>
                  Here will stand what the target needs a week at each step, by own rates and sizes, beside
                  what is done now. It is measured for people who sell, once billing has come in.
                </Trans>
              </Lesson>
            )}
          </Section>
          {(mine || own.versions.length > 0) && <KeptRecipe key={person} own={own} mine={mine} />}
        </>
      )}
    </Asked>
  )
}

/** What the target needs a week, and what they steer by, as far as there is either. */
function Take({ own: { person, measured, versions } }: { own: Own }) {
  const params = { id: person.id }
  const tables = [
    ...(measured ? [{ name: t`What it takes a week`, what: 'weeks' as const }] : []),
    ...(versions.length > 0 ? [{ name: t`What ${person.name} steers by`, what: 'kept' as const }] : []),
  ]
  if (tables.length === 0) return null
  return (
    <TakeAlong
      small
      files={[personRecipeFile, personRecipeWorkbook]}
      ask={{ params }}
      tables={tables.map(({ name, what }) => ({ name, ask: { params, query: { what } } }))}
    />
  )
}
