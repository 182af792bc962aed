/** One word after `plumbline`. */
export type Command = {
  readonly name: string
  /** How it is called, without `plumbline`. */
  readonly usage: string
  /** One line for the list. */
  readonly does: string
  /** @returns the exit code: 0 done, 1 refused or failed, 2 called wrongly */
  readonly run: (args: readonly string[]) => Promise<number>
}

/** A mistake in how a command was called: said with the usage, exit code 2. */
export class CalledWrongly extends Error {}
