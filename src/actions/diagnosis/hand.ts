import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import { address, answer } from '#contract/diagnosis.ts'
import { Failure } from '#core/failure.ts'
import { addMonths } from '#core/calendar/index.ts'
import {
  addressees,
  addressFinding,
  addressedFindings,
  answerFinding,
  holdFinding,
} from '#db/diagnosis/findings.ts'
import { addresseesOf, foundOf, isSame, subjectOfFinding } from './findings.ts'

/** The finding is found anew: what is handed over is what the numbers say, not what a browser sent. */
export const addressAction = action(address, {
  may: signedIn,
  async run(context, { body }) {
    const { question, found } = await foundOf(context, body)
    const { subject, asked } = question
    const person = body.about.startsWith('person:') ? body.about.slice('person:'.length) : undefined
    const own = body.about === subject.subject
    const finding = found.find(
      one =>
        one.key === body.key &&
        one.facts['group'] === body.group &&
        (own ? !one.about || one.about === person : person !== undefined && one.about === person),
    )
    if (!finding)
      throw new Failure(
        'not_found',
        'The numbers no longer say so. Open the findings again and choose from them.',
      )
    const about = subjectOfFinding(finding, subject)
    const choices = addresseesOf(await addressees(context.db, [about]), { kind: finding.kind, about })
    const to = choices.find(one => one.id === body.to)
    if (!to)
      throw new Failure(
        'invalid',
        finding.kind === 'strategy'
          ? 'A strategy finding goes to an executive who may see whom it is about. Choose one from the list.'
          : 'An execution finding goes to a manager who may see whom it is about. Choose one from the list.',
      )
    const { today } = context.actor
    if (body.answerBy < today || body.answerBy > addMonths(today, 12))
      throw new Failure('invalid', 'The answer is promised for a day to come. Choose one within a year.')
    const period = { kind: asked.period.kind, code: asked.period.code }
    await mustNotWait(context, { finding, about, period, to })
    const id = await addressFinding(context.db, context.scope, {
      about,
      finding,
      period,
      to: to.id,
      answerBy: body.answerBy,
      note: body.note ?? null,
    })
    await context.record({
      action: 'diagnosis.address',
      subject: 'finding',
      subjectId: id,
      after: { key: finding.key, facts: finding.facts, to: to.id, answerBy: body.answerBy },
      why: body.note,
    })
    return { id }
  },
})

/** Sent twice at once it is handed over once; to somebody else, or after an answer, it may go again. */
async function mustNotWait(
  { db }: Context,
  of: Parameters<typeof isSame>[1] & { to: { id: string; name: string } },
): Promise<void> {
  const about = 'person' in of.about ? of.about.person : of.about.team
  await holdFinding(db, about)
  const handed = await addressedFindings(db, { about: [about] })
  if (handed.some(one => one.to === of.to.id && one.answers.length === 0 && isSame(one, of)))
    throw new Failure('conflict', `It was handed to ${of.to.name} already, and waits for an answer.`)
}

export const answerAction = action(answer, {
  may: signedIn,
  async run(context, { params, body }) {
    await holdFinding(context.db, params.id)
    const [finding] = await addressedFindings(context.db, { id: params.id })
    if (finding?.to !== context.actor.person)
      throw new Failure('not_found', 'There is no such finding that was handed to you.')
    const last = finding.answers.at(-1)
    // sent twice, it is one answer
    if (last?.answer === body.answer && last.day === context.actor.today) return { done: true as const }
    await answerFinding(context.db, context.scope, { finding: finding.id, answer: body.answer })
    await context.record({
      action: 'diagnosis.answer',
      subject: 'finding',
      subjectId: finding.id,
      after: { answer: body.answer },
    })
    return { done: true as const }
  },
})
