import { z } from 'zod'
import { encodings } from '../read/encoding.ts'
import { constant, couldBeColumn, formula } from './formula.ts'

// YAML is read without guessing types, so everything arrives as text: 1.10 stays 1.10 and NULL stays NULL.
const text = z.string('wants a text')
const filled = text.trim().min(1, 'is empty')
const words = z.union([z.array(filled), filled.transform(one => [one])], 'wants a list, such as [A, B]')
const whole = z
  .string()
  .regex(/^\d{1,6}$/, 'wants a whole number')
  .transform(Number)
const decimal = z.string().regex(/^-?\d{1,30}(\.\d{1,12})?$/, 'wants a number such as -1.00')

/** `[Line Amount]` without quotes is a list to YAML; what was meant is plain. */
const expression = z
  .union(
    [
      filled,
      z
        .array(filled)
        .length(1)
        .transform(([name]) => `[${name}]`),
    ],
    'wants an expression; put it in quotes if it begins with [ or holds a colon',
  )
  .transform(formula)
  .superRefine((made, context) => {
    if ('slip' in made && !couldBeColumn(made.text))
      context.addIssue({ code: 'custom', message: `“${made.text}” cannot be read: ${made.slip}` })
  })

const named = <T extends Readonly<Record<string, string>>>(names: T) =>
  text.transform((given, context) => {
    const found = Object.hasOwn(names, given)
      ? names[given]
      : Object.values(names).find(value => value === given)
    if (found !== undefined) return found as T[keyof T]
    context.addIssue({
      code: 'custom',
      message: `wants one of ${Object.keys(names).join(', ')}, not “${given}”`,
    })
    return z.NEVER
  })

const format = z.strictObject({
  encoding: named(
    Object.fromEntries(encodings.map(e => [e, e])) as { [E in (typeof encodings)[number]]: E },
  ).optional(),
  delimiter: named({ comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const).optional(),
  decimal: named({ comma: ',', point: '.' } as const).optional(),
  dates: named({ dmy: 'dmy', mdy: 'mdy' } as const).optional(),
  skip: whole.optional(),
  sheet: filled.optional(),
  fill_down: words.optional(),
  fill_down_within: filled.optional(),
})

const lookup = z.strictObject({
  file: filled,
  format: format.optional(),
  /** Which of its lines: an expression over its own columns. */
  key: expression,
  /** What is looked up, over the columns of the file that is imported. */
  match: expression,
  where: expression.optional(),
  required: named({ yes: 'yes', no: 'no' } as const).optional(),
})

const section = {
  fields: z.record(z.string(), expression, 'wants field: expression, one a line').optional(),
  constants: z.record(z.string(), text.transform(constant)).optional(),
  codes: z.record(z.string(), z.record(z.string(), text)).optional(),
  flip: words.optional(),
  where: expression.optional(),
  lookups: z
    .record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_]*$/u, 'wants one word as a name'), lookup)
    .optional(),
}

const lines = z.strictObject({
  file: filled,
  format: format.optional(),
  key: expression,
  match: expression,
  ...section,
  difference: z.strictObject({ discount_below: decimal.optional() }).optional(),
})

/** What a file says of what it does not hold: nothing, or that it is no more. */
export const modes = ['adds', 'replaces months', 'replaces all'] as const
export type Mode = (typeof modes)[number]

export const mappingSchema = z.strictObject({
  into: filled,
  source: z.string().trim().max(60, 'wants a name of at most 60 characters').optional(),
  mode: z.enum(modes, `wants ${modes.map(mode => `\`${mode}\``).join(', ')}`).optional(),
  format: format.optional(),
  ...section,
  empty: words.optional(),
  lines: lines.optional(),
  key: words.optional(),
  distinct: named({ first: 'first', last: 'last', no: 'no' } as const).optional(),
  limit: z
    .string()
    .regex(/^(0(\.\d+)?|1|\d{1,3}(\.\d+)? ?%)$/, 'wants a share such as 0.05 or 5%')
    .transform(given => (given.endsWith('%') ? parseFloat(given) / 100 : Number(given)))
    .optional(),
  control: z
    .strictObject({ net: decimal.optional(), rows: whole.optional(), documents: whole.optional() })
    .optional(),
})

export type FormatPart = z.output<typeof format>
export type LookupPart = z.output<typeof lookup>
export type LinesPart = z.output<typeof lines>
export type SectionPart = Pick<z.output<typeof mappingSchema>, keyof typeof section>
export type MappingParts = z.output<typeof mappingSchema>
