import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { people as contract } from '#contract/diagnosis.ts'
import type { Output } from '#contract/operation.ts'
import {
  type Attained,
  type Funnel,
  type Grouping,
  type Verdict,
  spreadInterval,
  verdict,
} from '#core/diagnosis/index.ts'
import { type Minor, minor } from '#core/money/index.ts'
import { mainPlaces, peers } from '#db/diagnosis/places.ts'
import { type Named, labelsOf } from '../asked/labels.ts'
import { attainedOf, billedInReference, comparedPeriods, quotasByPerson } from './history.ts'
import { type Expected, expectationOf, shareOf, toldOf } from './expectation.ts'
import { type Asks, type Question, judgedQuestion } from './question.ts'

type Common = Output<typeof contract>

export const commonAction = action(contract, {
  may: signedIn,
  run: (context, { query }) => commonOf(context, query),
})

export async function commonOf(context: Context, query: Asks): Promise<Common> {
  const { question, judged, attained, gap, target, expected, periods } = await judgementOf(context, query)
  const { subject, asked, quotas } = question
  const labels = await labelsOf(context.db, {
    by: 'person',
    keys: [...new Set(attained.map(({ person }) => person))],
    root: null,
  })
  return {
    subject: { subject: subject.subject, name: subject.name },
    period: asked.period,
    quotas,
    target,
    gap,
    expected: toldOf(expected),
    periods,
    design: judged.design,
    parts: judged.parts,
    variance: judged.variance && spreadsOf(attained, judged.variance),
    groups: judged.groups.map(({ by, group, people, difference }) => ({ by, group, people, difference })),
    funnel: judged.funnel && funnelOf(judged.funnel, attained, { labels, subject }),
    withheld: judged.funnel ? null : tooFew,
  }
}

export type Judgement = {
  /** What was judged: a longer period than the one asked about where quotas are set for longer ones. */
  readonly question: Question
  readonly judged: Verdict
  readonly attained: Attained[]
  readonly gap: Minor
  readonly target: Minor
  readonly expected: Expected | null
  readonly periods: number
}

/** The verdict on a period, with what it rests on. One person is compared with all who have a quota, and told alone. */
export async function judgementOf(context: Context, asks: Asks): Promise<Judgement> {
  const question = await judgedQuestion(context, asks)
  const { subject, asked } = question
  const periods = comparedPeriods(question)
  const about = subject.kind === 'person' ? subject.id : undefined
  const rows =
    about === undefined
      ? await quotasByPerson(context, question, periods)
      : await peers(context.db, { person: about, ranges: periods, until: asked.range.to })
  const share = shareOf(question)
  const attained = attainedOf({ rows, periods, share })
  const now = rows.filter(
    row => row.range === periods.length - 1 && row.quota > 0 && (about === undefined || row.key === about),
  )
  const target = minor(Math.round(now.reduce((sum, row) => sum + row.quota * share, 0)))
  const gap = minor(now.reduce((sum, row) => sum + row.netWithQuota, -target))
  const expected = await expectationOf(context, question, await billedInReference(context, question))
  const found = verdict({
    period: periods.at(-1)?.code ?? '',
    attained,
    gap,
    target,
    expected,
    groupings: await groupingsOf(context, question),
    about,
  })
  const judged = about === undefined ? await asTheySee(context, asks, found) : found
  const counted = new Set(attained.map(({ period }) => period)).size
  return { question, judged, attained, gap, target, expected, periods: counted }
}

/**
 * Nobody is named to others who is not named on their own page, where they are compared with all: within a team, or
 * within a territory that is under as a whole, somebody may stand out who does not among all.
 */
async function asTheySee(context: Context, asks: Asks, found: Verdict): Promise<Verdict> {
  const seen = new Set<string>()
  for (const person of found.named.filter(one => !one.startsWith('hidden:'))) {
    const own = await judgementOf(context, { ...asks, subject: `person:${person}` })
    if (own.judged.named.includes(person)) seen.add(person)
  }
  const points = found.funnel?.points.map(point => ({
    ...point,
    named: point.named && seen.has(point.person),
  }))
  return { ...found, named: [...seen], funnel: found.funnel && { ...found.funnel, points: points ?? [] } }
}

async function groupingsOf({ db }: Context, { subject, asked }: Question): Promise<Grouping[]> {
  if (subject.kind === 'person') return []
  const places = await mainPlaces(db, { team: subject.id, range: asked.range })
  const known = (of: 'territory' | 'productLine') =>
    new Map(places.flatMap(place => (place[of] ? [[place.key, place[of]] as const] : [])))
  return [
    { by: 'territory', of: known('territory') },
    { by: 'product_line', of: known('productLine') },
  ]
}

function spreadsOf(
  attained: readonly Attained[],
  fit: NonNullable<Verdict['variance']>,
): NonNullable<Common['variance']> {
  return {
    mean: fit.mean.estimate,
    period: { estimate: fit.period, ...spreadInterval(attained, fit, 'period') },
    person: { estimate: fit.person, ...spreadInterval(attained, fit, 'person') },
    residual: { estimate: fit.residual, ...spreadInterval(attained, fit, 'residual') },
    singular: fit.singular,
  }
}

const sizes = 24

/**
 * Of one person alone there is that person's point, and limits around quotas of its size: the smallest and the largest
 * quota of all would each be a colleague's.
 */
function funnelOf(
  found: Funnel,
  attained: readonly Attained[],
  { labels, subject }: { labels: ReadonlyMap<string, Named>; subject: Question['subject'] },
): NonNullable<Common['funnel']> {
  const alone = subject.kind === 'person'
  const points = found.points.filter(({ person }) => !alone || person === subject.id)
  const quotas = points.map(({ quota }) => quota)
  const [least, most] = [Math.min(...quotas) * (alone ? 0.5 : 1), Math.max(...quotas) * (alone ? 2 : 1)]
  const periodsOf = (person: string) => attained.filter(cell => cell.person === person).length
  return {
    centre: found.centre,
    points: points.map(({ person, quota, attainment, adjusted, named }) => {
      const { name, hidden } = labels.get(person)!
      const limits = found.limits(quota)
      const apart = Math.abs(adjusted - found.centre)
      return {
        subject: hidden ? null : `person:${person}`,
        name,
        quota: Math.round(quota),
        attainment,
        adjusted,
        periods: periodsOf(person),
        beyond:
          apart > limits.far
            ? ('far' as const)
            : apart > limits.usual
              ? ('usual' as const)
              : ('none' as const),
        named,
      }
    }),
    limits:
      points.length === 0
        ? []
        : Array.from({ length: sizes }, (_, i) => {
            const quota = least * (most / least) ** (i / (sizes - 1))
            return { quota, ...found.limits(quota) }
          }),
  }
}

const tooFew = 'Fewer than five people with a quota: whether somebody stands out cannot be told from chance.'
