import type { Context } from '../action.ts'
import { addBatch, type NewBatch } from '#db/ledger/batches.ts'
import { v7 as uuidv7 } from 'uuid'

/** A batch to be worked on, told to the queue once it is committed. */
export async function ask(
  { db, actor, scope, house, record, after }: Context,
  batch: Omit<NewBatch, 'id' | 'askedBy'>,
): Promise<{ id: string }> {
  const id = uuidv7()
  await addBatch(db, scope, { ...batch, id, askedBy: actor.person })
  await record({
    action: 'ledger.importAsked',
    subject: 'batch',
    subjectId: id,
    after: { kind: batch.kind, file: batch.fileName, dry: batch.dry, undoes: batch.undoes },
  })
  after(() => house.enqueue({ org: actor.org, batchId: id }))
  return { id }
}
