import type { Context } from '../../action.ts'
import { Failure } from '#core/failure.ts'
import type { Diagnosed } from '#db/diagnosis/sides.ts'
import { type Subject, subjectOf } from '../../asked/subject.ts'

/** Whose ways are asked. Of a team above oneself there is the sum: nobody's name, no reasons, nothing to open. */
export async function walkedBy(
  context: Context,
  asked: string,
): Promise<{ subject: Subject; whose: Diagnosed; named: { subject: string; name: string }; sum: boolean }> {
  const subject = await subjectOf(context, asked)
  if (subject.kind === 'account')
    throw new Failure('invalid', 'The map is of people’s deals and accounts. Ask for a person or a team.')
  return {
    subject,
    whose: subject.kind === 'person' ? { person: subject.id } : { team: subject.id },
    named: { subject: subject.subject, name: subject.name },
    sum: subject.depth === 'sum',
  }
}
