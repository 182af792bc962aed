import { z } from 'zod'
import { narrowed, subject, when } from '../figures.ts'
import { operation, tableFiles } from '../operation.ts'
import { day, id, minor, page } from '../shapes.ts'

const query = z
  .object({ figure: z.string().max(200), subject: subject.default('me') })
  .extend(when.shape)
  .extend(narrowed.shape)

export const behind = operation({
  name: 'figures.behind',
  method: 'get',
  path: '/figures/behind',
  summary:
    'The opportunities and activities that a figure counts, newest first, as far as one may open them.',
  query: query.extend(page.shape),
  output: z.object({
    rows: z.array(
      z.object({
        id,
        what: z.enum(['opportunity', 'activity']),
        /** created, won, lost, a stage that was entered, or an activity’s kind. */
        events: z.array(z.string()),
        day,
        /** The opportunity’s; of an activity that of what it was done for, or ''. */
        name: z.string(),
        accountId: id.nullable(),
        account: z.string().nullable(),
        people: z.array(z.string()),
        credited: minor.nullable(),
      }),
    ),
    /** How many there are in all, and how many of them one may open; told with the first page. */
    count: z.object({ all: z.number().int(), open: z.number().int() }).nullable(),
    next: z.string().nullable(),
  }),
})

export const [behindFile, behindWorkbook] = tableFiles({
  name: 'figures.behind',
  path: '/figures/behind',
  what: 'The same opportunities and activities',
  query,
})

export const behindOperations = [behind, behindFile, behindWorkbook]
