import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { address, answer } from '#contract/diagnosis.ts'
import { Failure } from '#core/failure.ts'
import { addressFinding, addressedFindings, answerFinding } from '#db/diagnosis/findings.ts'
import { addresseesOf, foundOf } from './findings.ts'

/** The finding is found anew: what is handed over is what the numbers say, not what a browser sent. */
export const addressAction = action(address, {
  may: signedIn,
  async run(context, { body }) {
    const { question, found } = await foundOf(context, body)
    const { subject, asked } = question
    const person = body.about.startsWith('person:') ? body.about.slice('person:'.length) : undefined
    const own = body.about === subject.subject
    const finding = found.find(
      one => one.key === body.key && (own ? !one.about || one.about === person : one.about === person),
    )
    if (!finding)
      throw new Failure(
        'not_found',
        'The numbers no longer say so. Open the findings again and choose from them.',
      )
    const to = (await addresseesOf(context))[finding.kind].find(one => one.id === body.to)
    if (!to)
      throw new Failure(
        'invalid',
        finding.kind === 'strategy'
          ? 'A strategy finding goes to an executive. Choose one from the list.'
          : 'An execution finding goes to a manager. Choose one from the list.',
      )
    if (body.answerBy < context.actor.today)
      throw new Failure('invalid', 'The answer is promised for a day to come. Choose today or a later day.')
    const about = finding.about ?? (subject.kind === 'person' ? subject.id : undefined)
    const id = await addressFinding(context.db, context.scope, {
      about: about === undefined ? { team: subject.id } : { person: about },
      finding,
      period: { kind: asked.period.kind, code: asked.period.code },
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

export const answerAction = action(answer, {
  may: signedIn,
  async run(context, { params, body }) {
    const [finding] = await addressedFindings(context.db, { id: params.id })
    if (finding?.to !== context.actor.person)
      throw new Failure('not_found', 'There is no such finding that was handed to you.')
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
