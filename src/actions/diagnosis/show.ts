import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { show } from '#contract/diagnosis/gap.ts'
import { waterfallOf } from './waterfall.ts'

export const showAction = action(show, {
  may: signedIn,
  run: (context, { query }) => waterfallOf(context, query),
})
