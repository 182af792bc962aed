import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import { countedUpTo, lines } from '#contract/ledger/lines.ts'
import type { Day } from '#core/calendar/index.ts'
import { seenTeam } from '#db/figures/subjects.ts'
import { baseSums } from '#db/figures/sums.ts'
import {
  countLines,
  isOpenAccount,
  type LineQuestion,
  type LineRow,
  readLines,
  sumLines,
} from '#db/ledger/lines.ts'
import { subjectOf } from './subject.ts'

export type Filter = Omit<LineQuestion, 'subject' | 'from' | 'to'> & {
  subject: string
  from?: string | undefined
  to?: string | undefined
}

const list = action(lines, {
  may: signedIn,
  async run(context, { query }) {
    const question = await questionOf(context, query)
    const page = await readLines(context.db, question, query)
    // what is told of the whole is told with the first page
    const first = query.after === undefined
    const hidden = first ? await hiddenOf(context, question) : []
    return {
      lines: page.lines.map(line => shown(line, context)),
      total: first ? await totalOf(context, question, hidden) : null,
      count: first ? await countLines(context.db, question, countedUpTo + 1) : null,
      hidden,
      next: page.next,
    }
  },
})

/** The figure's own number where a roll-up can tell it, so that lines and figure cannot part; else line by line. */
async function totalOf({ db }: Context, question: LineQuestion, hidden: readonly { credited: number }[]) {
  const { subject, invoice, without, from, to, ...narrowed } = question
  if (subject.kind === 'account' || invoice !== undefined || without !== undefined) {
    return (await sumLines(db, question)) + hidden.reduce((sum, part) => sum + part.credited, 0)
  }
  const [whole] = await baseSums(db, {
    whose: subject.kind === 'team' ? { team: subject.id } : { people: [subject.id] },
    ranges: [{ from: from ?? firstDay, to: to ?? lastDay }],
    by: 'none',
    narrowed,
    distinct: false,
    root: null,
  })
  return whole?.net ?? 0
}

/** Whose lines, within the asker's sight; what one may not see is not there. */
export async function questionOf(
  context: Pick<Context, 'db' | 'actor'>,
  query: Filter,
): Promise<LineQuestion> {
  const { subject: asked, from, to, ...narrowed } = query
  const subject = await subjectOf(context, asked, 'lines')
  // as of today: what is dated later is in the ledger, and on no screen yet
  const { today } = context.actor
  const until = to === undefined || to > today ? today : (to as Day)
  return { ...narrowed, subject, from: from as Day | undefined, to: until }
}

/**
 * What of a total one may not open: one nameless sum for each hidden person, so that the lines and these come to the
 * figure's number. Of a single invoice, or of lines that lack something, there is no such sum.
 */
export async function hiddenOf({ db, actor }: Pick<Context, 'db' | 'actor'>, question: LineQuestion) {
  const { subject, invoice, without, from, to, ...narrowed } = question
  if (subject.kind === 'person' || invoice !== undefined || without !== undefined) return []
  const team = subject.kind === 'team' ? subject.id : actor.org
  if (!(await seenTeam(db, team))) return []
  if (subject.kind === 'account' && (await isOpenAccount(db, subject.id))) return []
  const account = subject.kind === 'account' ? subject.id : narrowed.account
  const rows = await baseSums(db, {
    whose: { team },
    ranges: [{ from: from ?? firstDay, to: to ?? lastDay }],
    by: 'person',
    narrowed: { ...narrowed, account },
    distinct: false,
    root: null,
  })
  return rows
    .filter(row => row.key === 'house' || row.key.startsWith('hidden'))
    .map((row, index) => ({
      name: row.key === 'house' ? 'The house' : `Somebody ${index + 1}`,
      credited: row.net,
    }))
}
const firstDay = '0001-01-01' as Day
const lastDay = '9999-12-31' as Day

function shown(line: LineRow, { actor }: Pick<Context, 'actor'>) {
  const whole = (amount: bigint | null) => (amount === null ? null : Number(amount))
  const mayKnowBatch = actor.roles.has('administrator') || actor.roles.has('director')
  return {
    ...line,
    net: Number(line.net),
    list: whole(line.list),
    discount: whole(line.discount),
    cost: whole(line.cost),
    netReporting: Number(line.netReporting),
    credited: Number(line.credited),
    credits: line.credits.map(credit =>
      credit.personId === null ? { ...credit, name: 'Somebody else' } : credit,
    ),
    batchId: mayKnowBatch ? line.batchId : null,
  }
}

export const lineActions = [list]
