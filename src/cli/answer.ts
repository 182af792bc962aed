import { decimalsOf } from '#core/money/index.ts'
import type { z } from 'zod'
import { CalledWrongly } from './command.ts'

/** The options of every command that shows an answer. */
export const formOptions = {
  json: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
} as const

/** Lines for a reader, JSON, or the file that the screen offers too. */
export type Form = 'lines' | 'json' | 'csv'

export function formOf({ json, csv }: { json: boolean; csv: boolean }): Form {
  if (json && csv) throw new CalledWrongly('--json and --csv are two answers: choose one.')
  return json ? 'json' : csv ? 'csv' : 'lines'
}

/** Of a file that is one of several tables, the one that `--what` names; absent: its first. */
export function tableIn<What extends string>(
  file: { query: { shape: { what: z.ZodOptional<z.ZodEnum<Record<What, What>>> } } },
  { form, what }: { form: Form; what: string | undefined },
): What | undefined {
  const { options } = file.query.shape.what.unwrap()
  const found = options.find(option => option === what)
  if (what !== undefined && (found === undefined || form !== 'csv'))
    throw new CalledWrongly(
      `--what is ${options.slice(0, -1).join(', ')} or ${options.at(-1)}, and goes with --csv.`,
    )
  return found
}

/**
 * Prints an answer in the form that was asked for.
 * @returns the exit code: 1 where the answer says that there is nothing to show
 */
export async function printAnswer<Answer>(
  form: Form,
  of: {
    file: () => Promise<AsyncIterable<Uint8Array>>
    answer: () => Promise<Answer>
    lines: (answer: Answer) => Iterable<string> | Promise<Iterable<string>>
    empty?: (answer: Answer) => boolean
  },
): Promise<number> {
  if (form === 'csv') {
    for await (const chunk of await of.file()) process.stdout.write(chunk)
    return 0
  }
  const answer = await of.answer()
  if (form === 'json') console.log(JSON.stringify(answer))
  else for (const line of await of.lines(answer)) console.log(line)
  return of.empty?.(answer) ? 1 : 0
}

/** Writes minor units as whole units of the currency. */
export function wholeAmounts({ currency, locale }: { currency: string; locale: string }) {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const minor = 10 ** decimalsOf(currency)
  return (amount: number): string => number.format(amount / minor)
}

/** A share with one decimal: `41.7 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
