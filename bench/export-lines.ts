import { files } from '#export/files.ts'
import { fillLines } from './figures-data.ts'
import { inGenerated } from './generated.ts'

type Exported = {
  readonly lines: number
  readonly seconds: number
  readonly megabytes: number
  readonly held: number
}
export type ExportLines = { readonly before: number; readonly csv: Exported[]; readonly workbook: Exported[] }

/** All billing lines as a file, a tenth of them first: how long it takes, and the most that Node holds meanwhile. */
export async function exportLines(lines = 1_000_000): Promise<ExportLines> {
  return inGenerated({ files }, async ({ owner, ask }) => {
    const take = (form: string) => exported(() => ask(`/ledger/lines.${form}?subject=company`))
    await fillLines(owner, { from: 0, to: lines / 10 })
    await take('csv') // what every first answer loads is no part of it
    const before = process.memoryUsage().rss / 1024 ** 2
    const small = { csv: await take('csv'), workbook: await take('xlsx') }
    await fillLines(owner, { from: lines / 10, to: lines })
    const large = { csv: await take('csv'), workbook: await take('xlsx') }
    const sized = (of: Omit<Exported, 'lines'>, count: number) => ({ lines: count, ...of })
    return {
      before,
      csv: [sized(small.csv, lines / 10), sized(large.csv, lines)],
      workbook: [sized(small.workbook, lines / 10), sized(large.workbook, lines)],
    }
  })
}

export function print({ before, csv, workbook }: ExportLines): void {
  console.log(`Node held ${Math.round(before)} MB before`)
  for (const [name, all] of Object.entries({ CSV: csv, workbook }))
    for (const { lines, seconds, megabytes, held } of all)
      console.log(
        `${name.padEnd(9)} ${lines.toLocaleString('en').padStart(9)} lines, ${Math.round(megabytes)} MB, ${seconds.toFixed(1)} s; Node held at most ${Math.round(held)} MB`,
      )
}

async function exported(ask: () => Promise<Response>): Promise<Omit<Exported, 'lines'>> {
  let most = 0
  let bytes = 0
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
  const begun = performance.now()
  const response = await ask()
  for await (const chunk of response.body!) bytes += chunk.length
  clearInterval(watch)
  return {
    seconds: (performance.now() - begun) / 1000,
    megabytes: bytes / 1024 ** 2,
    held: most / 1024 ** 2,
  }
}

if (import.meta.main) print(await exportLines(Number(process.argv[2] ?? 1_000_000)))
