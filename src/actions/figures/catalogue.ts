import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { catalogue as contract } from '#contract/figures.ts'
import { type FigureDefinition, reasons, sumsUsed } from '#core/figures/index.ts'
import { bookOf, emptyFor } from '../asked/book.ts'

export const catalogueAction = action(contract, {
  may: signedIn,
  async run({ db, actor }) {
    const book = await bookOf(db)
    return {
      figures: [...book.on(actor.today).values()].map(figure => {
        const { key, name, meaning, unit, inWords, owner, goodWay, timing, kind, ways, own } = figure
        const why = emptyFor(figure, book.known)
        return {
          key,
          name,
          meaning,
          unit,
          formula: inWords,
          owner,
          goodWay,
          timing,
          kind,
          ways: ways ? [...ways] : null,
          madeOf: madeOf(figure),
          empty: why ? reasons[why] : null,
          own: own ?? null,
        }
      }),
    }
  },
})

/** A quota is no billing; what stands on nothing else has no lines behind it. */
function madeOf(figure: FigureDefinition): ('lines' | 'work')[] {
  const billing = [...sumsUsed(figure)].some(key => key !== 'quota')
  return [...(billing ? ['lines' as const] : []), ...(figure.measures ? ['work' as const] : [])]
}
