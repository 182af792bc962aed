import { signedIn } from '#access/permissions.ts'
import {
  estimatesFile,
  estimatesWorkbook,
  interventionsFile,
  interventionsWorkbook,
} from '#contract/effects.ts'
import { readInterventions } from '#db/effects/interventions.ts'
import { held, sheetFileActions, tableFileActions } from '../table-files.ts'
import { behindOf } from './behind.ts'
import { freshOf, mustKnow } from './known.ts'
import { estimateSheet, listSheet, peopleSheet, reachedSheet } from './sheet.ts'

const list = tableFileActions([interventionsFile, interventionsWorkbook], {
  may: signedIn,
  async table({ db, scope, actor }) {
    const { rows, ...sheet } = listSheet(await readInterventions(db, scope))
    return { name: `What was done ${actor.today}`, sheet: { ...sheet, rows: held(rows) } }
  },
})

/** The estimates, which are everybody's; person by person and whom it reached, of those whom the reader sees. */
const one = sheetFileActions([estimatesFile, estimatesWorkbook], {
  may: signedIn,
  async tables(context, { params, query }) {
    const row = await mustKnow(context, params.id)
    const answer = await freshOf(context, row.id)
    return {
      name: row.name,
      what: query.what,
      of: {
        effect: () => estimateSheet(row, answer),
        people: async () => {
          const { people } = await behindOf(context, row, answer)
          return peopleSheet(row, { people, currency: context.actor.currency })
        },
        reached: () => reachedSheet(row),
      },
    }
  },
})

export const effectsFiles = [...list, ...one]
