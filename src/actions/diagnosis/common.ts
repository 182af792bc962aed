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
import { type Asks, type Question, questionOf } from './question.ts'
import { expectedOf } from './waterfall.ts'

type Common = Output<typeof contract>

export const commonAction = action(contract, {
  may: signedIn,
  async run(context, { query }): Promise<Common> {
    const { question, judged, attained, gap, periods } = await judgementOf(context, query)
    const { subject, asked } = question
    const labels = await labelsOf(context.db, {
      by: 'person',
      keys: [...new Set(attained.map(({ person }) => person))],
      root: null,
    })
    return {
      subject: { subject: subject.subject, name: subject.name },
      period: asked.period,
      gap,
      periods,
      design: judged.design,
      parts: judged.parts,
      variance: judged.variance && spreadsOf(attained, judged.variance),
      groups: judged.groups.map(({ by, group, people, difference }) => ({ by, group, people, difference })),
      funnel: judged.funnel && funnelOf(judged.funnel, labels, subject),
      withheld: judged.funnel ? null : tooFew,
    }
  },
})

/** The verdict on a period, with what it rests on. One person is compared with all who have a quota, and told alone. */
export async function judgementOf(
  context: Context,
  asks: Asks,
): Promise<{ question: Question; judged: Verdict; attained: Attained[]; gap: Minor; periods: number }> {
  const question = await questionOf(context, asks)
  const { subject, asked } = question
  const periods = await comparedPeriods(context, question)
  const about = subject.kind === 'person' ? subject.id : undefined
  const rows =
    about === undefined
      ? await quotasByPerson(context, question, periods)
      : await peers(context.db, { person: about, ranges: periods, until: asked.range.to })
  const share = question.target ? question.target.amount / question.quota : 1
  const attained = attainedOf({ rows, periods, share })
  const now = rows.filter(
    row => row.range === periods.length - 1 && row.quota > 0 && (about === undefined || row.key === about),
  )
  const target = minor(Math.round(now.reduce((sum, row) => sum + row.quota * share, 0)))
  const gap = minor(now.reduce((sum, row) => sum + row.netWithQuota, -target))
  const then = await billedInReference(context, question)
  const judged = verdict({
    period: periods.at(-1)?.code ?? '',
    attained,
    gap,
    target,
    expected: then === null ? null : await expectedOf(context, question, then),
    groupings: await groupingsOf(context, question),
    about,
  })
  return { question, judged, attained, gap, periods: new Set(attained.map(({ period }) => period)).size }
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
    residual: fit.residual,
  }
}

const sizes = 24

function funnelOf(
  found: Funnel,
  labels: ReadonlyMap<string, Named>,
  { kind, id }: Question['subject'],
): NonNullable<Common['funnel']> {
  const points = found.points.filter(({ person }) => kind !== 'person' || person === id)
  const quotas = found.points.map(({ quota }) => quota)
  const [least, most] = [Math.min(...quotas), Math.max(...quotas)]
  return {
    centre: found.centre,
    points: points.map(({ person, quota, attainment, named }) => {
      const { name, hidden } = labels.get(person)!
      return {
        subject: hidden ? null : `person:${person}`,
        name,
        quota: Math.round(quota),
        attainment,
        named,
      }
    }),
    limits: Array.from({ length: sizes }, (_, i) => {
      const quota = least * (most / least) ** (i / (sizes - 1))
      return { quota, ...found.limits(quota) }
    }),
  }
}

const tooFew = 'Fewer than five people with a quota: whether somebody stands out cannot be told from chance.'
