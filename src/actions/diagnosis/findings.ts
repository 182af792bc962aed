import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { findings as contract } from '#contract/diagnosis.ts'
import type { Output } from '#contract/operation.ts'
import { daysBetween } from '#core/calendar/index.ts'
import { type Finding, findings, gapSteps, largeOrder } from '#core/diagnosis/index.ts'
import {
  type About,
  type Addressed,
  type Addressee,
  addressedFindings,
  addressees,
} from '#db/diagnosis/findings.ts'
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
  const abouts = found.map(one => subjectOfFinding(one, subject))
  const choices = await addressees(context.db, abouts)
  const others = mine.filter(one => !handed.some(other => other.id === one.id))
  return {
    subject: { subject: subject.subject, name: subject.name },
    period: asked.period,
    found: found.map((one, n) => ({
      key: one.key,
      kind: one.kind,
      about: aboutOf(one.about ?? (subject.kind === 'person' ? subject.id : null), subject.id),
      facts: one.facts,
      handed: handed.some(other => isSame(other, { finding: one, about: abouts[n]!, period: asked.period })),
      to: addresseesOf(choices, { kind: one.kind, about: abouts[n]! }),
    })),
    addressed: [...handed, ...others].map(one => ({
      ...told(one, context),
      about: aboutOf(one.person, one.team ?? ''),
    })),
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
    mayTakeBack: one.own && !answered,
  }
}

/** A finding about nobody in particular is about the subject as a whole. */
export function subjectOfFinding({ about }: Finding, subject: Question['subject']): About {
  if (about !== undefined) return { person: about }
  return subject.kind === 'person' ? { person: subject.id } : { team: subject.id }
}

const idOf = (about: About) => ('person' in about ? about.person : about.team)

/** Whether what was handed over is this finding of this period; of groups each is one of its own. */
export function isSame(
  handed: Addressed,
  of: { finding: Finding; about: About; period: { kind: string; code: string } },
): boolean {
  const { finding, about, period } = of
  return (
    handed.key === finding.key &&
    handed.facts['group'] === finding.facts['group'] &&
    handed.periodKind === period.kind &&
    handed.periodCode === period.code &&
    (handed.person ?? handed.team) === idOf(about)
  )
}

/** Strategy goes to a named executive, execution to a manager. */
export function addresseesOf(
  all: readonly Addressee[],
  of: { kind: Finding['kind']; about: About },
): { id: string; name: string }[] {
  return all
    .filter(one => one.about === idOf(of.about) && (of.kind === 'strategy' ? one.executive : one.leads))
    .map(({ id, name }) => ({ id, name }))
}
