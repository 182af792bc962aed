import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { findings as contract } from '#contract/diagnosis.ts'
import type { Output } from '#contract/operation.ts'
import { daysBetween } from '#core/calendar/index.ts'
import { type Finding, findings, gapSteps, largeOrder } from '#core/diagnosis/index.ts'
import { type Addressed, addressedFindings, addressees } from '#db/diagnosis/findings.ts'
import { gapSides, orderShape } from '#db/diagnosis/sides.ts'
import { namesOf } from '#db/figures/subjects.ts'
import { judgementOf } from './common.ts'
import { discountsOf } from './price.ts'
import { type Asks, type Question } from './question.ts'
import { billed } from '#core/diagnosis/index.ts'

type Findings = Output<typeof contract>

export const findingsAction = action(contract, {
  may: signedIn,
  run: (context, { query }) => findingsOf(context, query),
})

export async function findingsOf(context: Context, query: Asks): Promise<Findings> {
  const { question, found } = await foundOf(context, query)
  const { subject, asked } = question
  const people = found.flatMap(({ about }) => about ?? [])
  const handed = await addressedFindings(context.db, { about: [subject.id, ...people] })
  const mine = await addressedFindings(context.db, { to: context.actor.person })
  const names = await namesOf(context.db, 'person', [
    ...people,
    ...[...handed, ...mine].flatMap(f => f.person ?? f.team!),
  ])
  const aboutOf = (person: string | undefined | null, team: string) =>
    person
      ? { subject: `person:${person}`, name: names.get(person)?.name ?? '' }
      : team === subject.id
        ? { subject: subject.subject, name: subject.name }
        : {
            subject: team === context.actor.org ? 'company' : `team:${team}`,
            name: names.get(team)?.name ?? '',
          }
  const others = mine.filter(one => !handed.some(other => other.id === one.id))
  return {
    subject: { subject: subject.subject, name: subject.name },
    period: asked.period,
    found: found.map(({ key, kind, about, facts }) => ({
      key,
      kind,
      about: aboutOf(about ?? (subject.kind === 'person' ? subject.id : null), subject.id),
      facts,
      handed: handed.some(
        one =>
          one.key === key &&
          one.periodCode === asked.period.code &&
          (one.person ?? one.team) === (about ?? subject.id),
      ),
    })),
    addressed: [...handed, ...others].map(one => ({
      ...told(one, context),
      about: aboutOf(one.person, one.team ?? ''),
    })),
    addressees: await addresseesOf(context),
  }
}

/** What the gap of a period comes down to, within the asker's sight: whom they do not see by name is not named. */
export async function foundOf(
  context: Context,
  asks: Asks,
): Promise<{ question: Question; found: Finding[] }> {
  const { question, judged, gap, expected } = await judgementOf(context, asks)
  const { asked, reference, whose, target } = question
  if (!target) return { question, found: [] }
  const actual = asked.range
  const sides = reference && { whose, actual, reference }
  const large = sides ? largeOrder(await orderShape(context.db, sides)) : undefined
  const both = sides && (await gapSides(context.db, { ...sides, large, left: question.left }))
  const then = both && billed(both.reference)
  const found = findings({
    target: target.amount,
    gap,
    expected: expected && { ...expected, origin: expected.forecast?.origin },
    verdict: judged,
    steps: both ? gapSteps({ target: target.amount, expectation: expected?.amount ?? then!, ...both }) : [],
    discounts: await discountsOf(context, question),
  })
  return { question, found: found.filter(({ about }) => about === undefined || !about.startsWith('hidden:')) }
}

function told(one: Addressed, { actor }: Context): Omit<Findings['addressed'][number], 'about'> {
  const { id, key, kind, facts, day, answerBy, note } = one
  const answered = one.answers[0]?.day
  return {
    id,
    key,
    kind,
    facts,
    period: { kind: one.periodKind, code: one.periodCode },
    to: { id: one.to, name: one.toName ?? '' },
    by: one.byName,
    day,
    answerBy,
    ageDays: daysBetween(day, answered ?? actor.today),
    overdue: !answered && actor.today > answerBy,
    note,
    answers: [...one.answers],
    mine: one.to === actor.person && !answered,
  }
}

/** Strategy goes to a named executive, execution to a manager. */
export async function addresseesOf({ db }: Context): Promise<Findings['addressees']> {
  const known = await addressees(db)
  const plain = ({ id, name }: { id: string; name: string }) => ({ id, name })
  return {
    strategy: known.filter(one => one.executive).map(plain),
    execution: known.filter(one => one.leads).map(plain),
  }
}
