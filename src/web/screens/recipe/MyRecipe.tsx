import { personRecipe } from '#contract/recipe.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat, useMe } from '#web/session.tsx'
import type { Own } from './OwnRecipe.tsx'
import { figureName } from './words.ts'

/** On Home: what one steers by, each level beside what was done lately; or the way to begin. */
export function MyRecipe() {
  const me = useMe()
  const { data } = useAnswer(personRecipe, { params: { id: me.person.id } })
  if (!data || (!data.measured && data.versions.length === 0)) return null
  const kept = data.versions[0]?.kept
  return (
    <Section
      title={t`Your recipe`}
      aside={
        <Link to="/recipe">
          <Trans>What your target needs each week</Trans>
        </Link>
      }
    >
      {kept ? (
        <Kept kept={kept} own={data} />
      ) : (
        <p className="note">
          <Trans>
            You have not kept a recipe yet: which figures you steer by, how much of each a week, and how you
            go about it.
          </Trans>
        </p>
      )}
    </Section>
  )
}

function Kept({ kept, own }: { kept: Own['versions'][number]['kept']; own: Own }) {
  const format = useFormat()
  const done = new Map(own.measured?.steps.map(step => [step.step, step]))
  return (
    <>
      <Facts
        facts={kept.figures.map(({ figure, name, perWeek, note }) => {
          const step = done.get(figure)
          const lately = step ? t`${format.decimal(step.lately)} done lately` : null
          return {
            word: figureName(figure, name),
            value: perWeek === null ? t`no level` : t`${format.decimal(perWeek)} a week`,
            note: [lately, note].filter(part => !!part).join('; '),
          }
        })}
      />
      {kept.note && <p>{kept.note}</p>}
    </>
  )
}
