import type { Context } from '../action.ts'
import type { By } from '#contract/diagnosis/gap.ts'
import { passedShare, type TreePart, treeParts } from '#core/diagnosis/index.ts'
import type { Minor } from '#core/money/index.ts'
import { foretoldTree } from '#db/diagnosis/expectation.ts'
import { baseSums } from '#db/figures/sums.ts'
import { quotaSpans } from '#db/targets.ts'
import { labelsOf, namesNothing } from '../asked/labels.ts'
import { forecastOf, shareOf, wholePeriod } from './expectation.ts'
import type { ToldPart } from './parts.ts'
import type { Question } from './question.ts'

type Tree = Exclude<By, 'branch'>

/**
 * The company's gap by the product lines or territories of the forecast that was published before the period. These hold
 * all that the company bills, which whoever may ask for its gap sees with every break-down; of those without a quota
 * stands one sum here, and nobody's name.
 */
export async function partsOfTree(
  context: Context,
  question: Question,
  of: { by: Tree; reference: Minor; billed: Minor },
): Promise<{ reference: Minor; parts: ToldPart[] } | { none: string }> {
  const { db, actor } = context
  if (question.subject.id !== actor.org)
    return {
      none: 'A forecast has product lines and territories of the whole company alone. Choose the company, or branches.',
    }
  const forecast = await forecastOf(context, question)
  const foretold = typeof forecast === 'string' ? [] : await foretoldTree(db, { forecast, by: of.by })
  if (!foretold.some(({ is }) => is === 'part'))
    return { none: `That forecast holds fewer than two ${manyOf[of.by]}, so it has no parts by them.` }
  const parts = treeParts({
    reference: of.reference,
    billed: of.billed,
    ...held({
      foretold,
      share: await shareOfAll(context, question),
      sold: await soldBy(context, question, of.by),
    }),
  })
  const keys = parts.flatMap(({ is, key }) => (is === 'part' ? [key] : []))
  const labels = await labelsOf(db, { by: of.by, keys, root: null })
  return {
    reference: of.reference,
    parts: parts.map(({ is, key, ...amounts }) => ({
      ...amounts,
      name: is === 'part' ? labels.get(key)!.name : termNames[is],
      subject: null,
      lines: is === 'part' ? linesOf(of.by, key) : null,
      takenOff: is === 'house' || is === 'without_quota' ? is : null,
    })),
  }
}

const manyOf: Record<Tree, string> = { product_line: 'product lines', territory: 'territories' }

const termNames: Record<Exclude<TreePart['is'], 'part'>, string> = {
  house: 'Less the house',
  without_quota: 'Less those without a quota',
  outside: 'In none of these',
}

/** While a period is under way it counts as far as it does for branches, whose people carry quotas on days of their own. */
async function shareOfAll({ db }: Context, question: Question): Promise<number> {
  const period = wholePeriod(question)
  const quotas = await quotaSpans(db, period)
  return passedShare({ period, until: question.asked.range.to, quotas, share: shareOf(question) })
}

/** What everything of the company billed on the days asked about, and how much of it people sold. */
function soldBy({ db, actor }: Context, { asked }: Question, by: Tree) {
  const whose = { team: actor.org }
  return baseSums(db, { whose, ranges: [asked.range], by, narrowed: {}, distinct: false, root: null })
}

function held(of: {
  foretold: Awaited<ReturnType<typeof foretoldTree>>
  share: number
  sold: Awaited<ReturnType<typeof soldBy>>
}) {
  const meanOf = (is: 'company' | 'house') =>
    of.share * (of.foretold.find(place => place.is === is)?.mean ?? 0)
  const means = new Map(of.foretold.flatMap(({ is, key, mean }) => (is === 'part' ? [[key, mean]] : [])))
  const nets = new Map(of.sold.map(({ key, net }) => [key, net]))
  const all = of.sold.reduce((sum, { net }) => sum + net, 0)
  const byPeople = of.sold.reduce((sum, { netOfPeople }) => sum + netOfPeople, 0)
  return {
    company: { reference: meanOf('company'), billed: all },
    house: { reference: meanOf('house'), billed: all - byPeople },
    parts: [...new Set([...means.keys(), ...nets.keys()])].map(key => ({
      key,
      reference: of.share * (means.get(key) ?? 0),
      billed: nets.get(key) ?? 0,
    })),
  }
}

/** An address cannot name the lines that name nothing. */
function linesOf(by: Tree, key: string): ToldPart['lines'] {
  if (namesNothing(key)) return null
  return by === 'product_line' ? { productLine: key } : { territory: key }
}
