import type { Permission } from '#access/permissions.ts'
import type { Cells, Download, download, Input, LongSheet, Operation, Sheet } from '#contract/operation.ts'
import type { z } from 'zod'
import { type Action, action, type Context } from './action.ts'

type FileOperation<Params extends z.ZodObject, Query extends z.ZodObject> = Operation<
  Params,
  Query,
  z.ZodObject<Record<never, never>>,
  typeof download
>
type Both<Params extends z.ZodObject, Query extends z.ZodObject> = readonly [
  FileOperation<Params, Query>,
  FileOperation<Params, Query>,
]
type Asked<Params extends z.ZodObject, Query extends z.ZodObject> = Input<FileOperation<Params, Query>>

/** The two actions of a list as a file; it is written while it is read, whatever its length. */
export function tableFileActions<Params extends z.ZodObject, Query extends z.ZodObject>(
  [text, workbook]: Both<Params, Query>,
  how: {
    may: Permission
    /** The file's name without its ending, and what is in it. */
    table: (context: Context, input: Asked<Params, Query>) => Promise<{ name: string; sheet: LongSheet }>
  },
): [Action<FileOperation<Params, Query>>, Action<FileOperation<Params, Query>>] {
  const { may, table } = how
  return [
    action(text, {
      may,
      async run(context, input) {
        const { name, sheet } = await table(context, input)
        return fileOf(name, 'csv', context.house.files.longCsv(sheet))
      },
    }),
    action(workbook, {
      may,
      async run(context, input) {
        const { name, sheet } = await table(context, input)
        return fileOf(name, 'xlsx', context.house.files.longWorkbook(sheet))
      },
    }),
  ]
}

/**
 * The two actions of small tables that stand together on a page: a CSV file is of the one that is asked for, else the
 * first; a workbook has a sheet of each, or of the one that is asked for. No other is made.
 */
export function sheetFileActions<Params extends z.ZodObject, Query extends z.ZodObject, What extends string>(
  [text, workbook]: Both<Params, Query>,
  how: {
    may: Permission
    /** The file's name without its ending, the one table asked for, and how each is made, in the page's order. */
    tables: (context: Context, input: Asked<Params, Query>) => Promise<Tables<What>>
  },
): [Action<FileOperation<Params, Query>>, Action<FileOperation<Params, Query>>] {
  const { may, tables } = how
  return [
    action(text, {
      may,
      async run(context, input) {
        const { name, what, of } = await tables(context, input)
        const [first] = Object.values<Make>(of)
        const sheet = await (what ? of[what] : first!)()
        return fileOf(`${name} ${sheet.name}`, 'csv', context.house.files.csv(sheet))
      },
    }),
    action(workbook, {
      may,
      async run(context, input) {
        const { name, what, of } = await tables(context, input)
        const sheets: Sheet[] = []
        for (const make of what ? [of[what]] : Object.values<Make>(of)) sheets.push(await make())
        return fileOf(name, 'xlsx', await context.house.files.workbook(sheets))
      },
    }),
  ]
}

type Make = () => Sheet | Promise<Sheet>
type Tables<What extends string> = {
  readonly name: string
  readonly what: What | undefined
  readonly of: Readonly<Record<What, Make>>
}

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const fileOf = (name: string, form: keyof typeof mediaTypes, body: Download['body']) => ({
  name: `${fit(name)}.${form}`,
  mediaType: mediaTypes[form],
  body,
})

/** What every file system takes as a name. */
const fit = (name: string) => name.replaceAll(/[^\p{L}\p{N} .-]/gu, '')

/** Rows that are few enough to be held, as those are that are not. */
export async function* held(rows: readonly Cells[]): AsyncGenerator<readonly Cells[]> {
  yield rows
}
