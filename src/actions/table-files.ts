import type { Permission } from '#access/permissions.ts'
import type { Cells, download, Input, LongSheet, Operation } from '#contract/operation.ts'
import type { z } from 'zod'
import { type Action, action, type Context } from './action.ts'

type FileOperation<Params extends z.ZodObject, Query extends z.ZodObject> = Operation<
  Params,
  Query,
  z.ZodObject<Record<never, never>>,
  typeof download
>

/** The two actions of a list as a file; it is written while it is read, whatever its length. */
export function tableFileActions<Params extends z.ZodObject, Query extends z.ZodObject>(
  [text, workbook]: readonly [FileOperation<Params, Query>, FileOperation<Params, Query>],
  how: {
    may: Permission
    /** The file's name without its ending, and what is in it. */
    table: (
      context: Context,
      input: Input<FileOperation<Params, Query>>,
    ) => Promise<{ name: string; sheet: LongSheet }>
  },
): Action<FileOperation<Params, Query>>[] {
  const { may, table } = how
  return [
    action(text, {
      may,
      async run(context, input) {
        const { name, sheet } = await table(context, input)
        const body = context.house.files.longCsv(sheet)
        return { name: `${fit(name)}.csv`, mediaType: 'text/csv; charset=utf-8', body }
      },
    }),
    action(workbook, {
      may,
      async run(context, input) {
        const { name, sheet } = await table(context, input)
        const body = context.house.files.longWorkbook(sheet)
        const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        return { name: `${fit(name)}.xlsx`, mediaType, body }
      },
    }),
  ]
}

/** What every file system takes as a name. */
const fit = (name: string) => name.replaceAll(/[^\p{L}\p{N} .-]/gu, '')

/** Rows that are few enough to be held, as those are that are not. */
export async function* held(rows: readonly Cells[]): AsyncGenerator<readonly Cells[]> {
  yield rows
}
