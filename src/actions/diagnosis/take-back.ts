import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { takeBackFinding } from '#contract/diagnosis.ts'
import { Failure } from '#core/failure.ts'
import { addressedFindings, dropFinding, holdFinding } from '#db/diagnosis/findings.ts'

/** An answer that is under way is waited for, so that what was answered is never taken back. */
export const takeBackAction = action(takeBackFinding, {
  may: signedIn,
  async run({ db, scope, record }, { params }) {
    await holdFinding(db, params.id)
    const [finding] = await addressedFindings(db, { id: params.id })
    if (!finding) throw new Failure('not_found', 'There is no such finding that was handed over.')
    if (!finding.own)
      throw new Failure(
        'not_allowed',
        'Only who handed it over, or the sales director, takes it back. Ask them.',
      )
    if (finding.answers.length > 0)
      throw new Failure(
        'conflict',
        `${finding.toName ?? 'Somebody'} has answered it, and the answer stays on record. It cannot be taken back any more.`,
      )
    await dropFinding(db, scope, finding.id)
    const { key, facts, to, answerBy, note } = finding
    await record({
      action: 'diagnosis.takeBackFinding',
      subject: 'finding',
      subjectId: finding.id,
      before: { key, facts, to, answerBy, ...(note === null ? {} : { note }) },
    })
    return { done: true as const }
  },
})
