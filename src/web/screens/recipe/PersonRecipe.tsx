import { personRecipe } from '#contract/recipe.ts'
import { t } from '@lingui/core/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Page } from '#web/parts/Page.tsx'
import { NumbersOpen } from '../figures/NumberDrawer.tsx'
import { OwnRecipe } from './OwnRecipe.tsx'

const route = getRouteApi('/inside/recipe/$id')

/** Somebody's recipe as they see it themselves; only they write in it. */
export function PersonRecipe() {
  const { id } = route.useParams()
  const answer = useAnswer(personRecipe, { params: { id } })
  const name = answer.data?.person.name
  return (
    <NumbersOpen>
      <Page
        kicker={t`Recipe`}
        question={
          name ? t`What does ${name}’s target need each week?` : t`What does the target need each week?`
        }
      >
        <OwnRecipe person={id} />
      </Page>
    </NumbersOpen>
  )
}
