import { z } from 'zod'

/**
 * One operation, declared once: its name, path, what it takes and what it answers. HTTP, OpenAPI, the typed client
 * and the CLI all follow from this. Names are `capability.verb`.
 *
 *   GET and DELETE take `params` (in the path) and `query`; the others take `params` and a JSON `body`.
 *   `takes: 'file'` has the request's body stored as a file and handed over as `Upload`.
 *   `answers: 'file'` streams a download instead of JSON.
 */
export type Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = {
  readonly name: `${string}.${string}`
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: `/${string}`
  readonly summary: string
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly output: Output
  readonly takes: 'json' | 'file'
  readonly answers: 'json' | 'file'
}

const nothing = z.object({})
type Nothing = typeof nothing

export function operation<
  Output extends z.ZodType,
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Body extends z.ZodType = Nothing,
>(of: {
  name: `${string}.${string}`
  method: Operation['method']
  path: `/${string}`
  summary: string
  params?: Params
  query?: Query
  body?: Body
  output: Output
  takes?: 'json' | 'file'
  answers?: 'json' | 'file'
}): Operation<Params, Query, Body, Output> {
  return {
    takes: 'json',
    answers: 'json',
    ...of,
    params: of.params ?? (nothing as unknown as Params),
    query: of.query ?? (nothing as unknown as Query),
    body: of.body ?? (nothing as unknown as Body),
  }
}

/** What an action is handed: the three parts of the request, parsed. */
export type Input<O extends Operation> = {
  readonly params: z.output<O['params']>
  readonly query: z.output<O['query']>
  readonly body: z.output<O['body']>
}
export type Output<O extends Operation> = z.input<O['output']>

/** A request's body stored on disk, for operations that take a file. */
export const upload = z.object({ path: z.string(), name: z.string(), hash: z.string(), size: z.number() })
export type Upload = z.output<typeof upload>

/** A download, for operations that answer with a file. */
export const download = z.object({
  name: z.string(),
  mediaType: z.string(),
  body: z.custom<string | Uint8Array | AsyncIterable<string | Uint8Array>>(),
})
export type Download = z.output<typeof download>

/** Which of the tables that stand together on a page a file is of. */
export const whichTable = <const Tables extends readonly [string, ...string[]]>(tables: Tables) =>
  z
    .enum(tables)
    .optional()
    .describe(`absent: in CSV the first, ${tables[0]}; in a workbook all, a sheet each`)

/** A list as a file, as CSV and as an Excel workbook: two operations that ask the same. */
export function tableFiles<Query extends z.ZodObject = Nothing, Params extends z.ZodObject = Nothing>(of: {
  name: `${string}.${string}`
  path: `/${string}`
  /** What is in the file, to begin a sentence. */
  what: string
  params?: Params
  query?: Query
}) {
  const file = (ending: 'File' | 'Workbook', form: 'csv' | 'xlsx', called: string) =>
    operation<typeof download, Params, Query>({
      name: `${of.name}${ending}`,
      method: 'get',
      path: `${of.path}.${form}`,
      summary: `${of.what} as ${called}.`,
      ...(of.params && { params: of.params }),
      ...(of.query && { query: of.query }),
      answers: 'file',
      output: download,
    })
  return [file('File', 'csv', 'a CSV file'), file('Workbook', 'xlsx', 'an Excel workbook')] as const
}

/** A table on its way into a file: what every writer of `export` takes, and no writer's own form. */
export type Sheet = {
  readonly name: string
  /** `format` is a spreadsheet's number format. */
  readonly columns: readonly { readonly name: string; readonly format?: string; readonly width?: number }[]
  readonly rows: readonly Cells[]
}
export type Cells = readonly (string | number | null)[]

/** A table too long to be held: its rows come a batch at a time, while the file is being sent. */
export type LongSheet = Omit<Sheet, 'rows'> & { readonly rows: AsyncIterable<readonly Cells[]> }
