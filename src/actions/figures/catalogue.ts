import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { catalogue as contract } from '#contract/figures.ts'
import { catalogue, figureKeys } from '#core/figures/index.ts'

export const catalogueAction = action(contract, {
  may: signedIn,
  async run() {
    return {
      figures: figureKeys.map(key => {
        const { name, meaning, unit, inWords, owner, goodWay, timing, kind } = catalogue[key]
        return { key, name, meaning, unit, formula: inWords, owner, goodWay, timing, kind }
      }),
    }
  },
})
