/**
 * The five ways an operation can refuse. The sentence says what is wrong and what to do next;
 * it is shown to the person as it stands. Anything else that is thrown is a bug.
 */
export type FailureKind = 'not_found' | 'not_allowed' | 'invalid' | 'conflict' | 'locked'

export class Failure extends Error {
  readonly kind: FailureKind
  /** Where in the input, for a form to point at: `{ field: sentence }`. */
  readonly fields: Readonly<Record<string, string>>

  constructor(kind: FailureKind, sentence: string, fields: Readonly<Record<string, string>> = {}) {
    super(sentence)
    this.name = 'Failure'
    this.kind = kind
    this.fields = fields
  }
}
