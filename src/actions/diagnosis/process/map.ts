import { calledOf } from '../../asked/subject.ts'
import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../../action.ts'
import { processFile, processMap, processWorkbook } from '#contract/diagnosis/process.ts'
import type { Cells, Output, Sheet } from '#contract/operation.ts'
import type { Day } from '#core/calendar/index.ts'
import { closing, goingBack, historyOf, stagesOnMap, travelled } from '#core/diagnosis/process/index.ts'
import { dealTrails, stagesAndExports } from '#db/diagnosis/process.ts'
import { countColumn, interval, shareColumn, textColumn } from '../../asked/columns.ts'
import { sheetFileActions } from '../../table-files.ts'
import { walkedBy } from './subject.ts'

type ProcessMap = Output<typeof processMap>
type Asks = { subject: string; since?: string | undefined }

const map = action(processMap, { may: signedIn, run: (context, { query }) => mapOf(context, query) })

async function mapOf(context: Context, { subject, since }: Asks): Promise<ProcessMap> {
  const { whose, named, sum } = await walkedBy(context, subject)
  const { stages, exports } = await stagesAndExports(context.db, context.actor.today)
  const trails = await dealTrails(context.db, { whose, since: (since ?? '0001-01-01') as Day })
  const deals = travelled(trails, exports)
  return {
    subject: named,
    sum,
    history: trails.length === 0 ? null : historyOf(deals, exports),
    stages: stagesOnMap(deals, stages).map(({ lossReasons, ...stage }) => ({
      ...stage,
      on: [...stage.on],
      back: [...stage.back],
      lossReasons: sum ? [] : [...lossReasons],
    })),
    goingBack: goneBack(goingBack(deals, { stages, exports })),
    closing: closing(trails, exports),
  }
}

function goneBack(found: ReturnType<typeof goingBack>): ProcessMap['goingBack'] {
  if ('none' in found) return { ...found, compared: null }
  const { share, ...compared } = found
  return { none: null, share, compared }
}

const files = sheetFileActions([processFile, processWorkbook], {
  may: signedIn,
  async tables(context, { query }) {
    const found = await mapOf(context, query)
    return {
      name: `${calledOf(found.subject)} process map ${context.actor.today}`,
      what: query.what,
      of: { flows: () => flowsSheet(found), lasting: () => lastingSheet(found) },
    }
  },
})

const shares = ['Share', 'Share from (95 %)', 'Share to (95 %)'].map(shareColumn)
const days = ['Median days', 'Days from (95 %)', 'Days to (95 %)'].map(name => ({ name, format: '0.0' }))

const flowsSheet = ({ stages }: ProcessMap): Sheet => ({
  name: 'Process map',
  columns: [
    textColumn('Stage'),
    textColumn('What became of it', 28),
    textColumn('To'),
    ...['Times', 'Deals'].map(countColumn),
    ...shares,
    ...days,
  ],
  rows: stages.flatMap(rowsOf),
})

/** Entered, then each way out of it; the ways out sum to what entered. */
function rowsOf(stage: ProcessMap['stages'][number]): Cells[] {
  const { name, conversion, wait } = stage
  const blank = [null, null, null, null, null, null]
  const out = (what: string, to: string | null, times: number, deals: number | null = null): Cells => [
    name,
    what,
    to,
    times,
    deals,
    stage.entered === 0 ? null : times / stage.entered,
    ...blank.slice(1),
  ]
  return [
    [name, 'Entered', null, stage.entered, stage.deals, ...blank],
    [
      name,
      'Went on or was won, of those that left; days until it was left',
      null,
      null,
      null,
      conversion?.estimate ?? null,
      conversion?.low ?? null,
      conversion?.high ?? null,
      wait.median,
      wait.low,
      wait.high,
    ],
    ...stage.on.map(flow => out('Went on', flow.to, flow.moves, flow.deals)),
    ...stage.back.map(flow => out('Went back', flow.to, flow.moves, flow.deals)),
    out('Won', null, stage.won),
    out('Lost', null, stage.lost),
    ...stage.lossReasons.map(({ reason, deals }) => out('Lost, reason', reason ?? 'none given', deals)),
    out('No longer in the export', null, stage.gone),
    out('Still there', null, stage.open),
  ]
}

/** What became of deals that went back, beside those that did not; and how long deals last by their dates. */
function lastingSheet({ goingBack: { share, compared }, closing: dates }: ProcessMap): Sheet {
  const wait = ({ median, low, high }: ProcessMap['closing']['all']) => [median, low, high]
  const side = (name: string, { deals, won, lasts }: NonNullable<typeof compared>['returned']): Cells => [
    name,
    deals,
    ...interval(won),
    ...wait(lasts),
  ]
  const dated = (name: string, of: ProcessMap['closing']['all']): Cells => [
    name,
    of.of,
    ...interval(null),
    ...wait(of),
  ]
  const none = [null, null, null]
  return {
    name: 'Going back and lasting',
    columns: [textColumn('What', 36), countColumn('Deals'), ...shares, ...days],
    rows: [
      ...(share && compared
        ? [
            ['Went back at least once', null, ...interval(share), ...none],
            side('Won of those that went back', compared.returned),
            side('Won of the others', compared.straight),
            ['Difference', null, ...interval(compared.difference), ...none],
          ]
        : []),
      dated('Until closed', dates.all),
      dated('Until won', dates.won),
      dated('Until lost', dates.lost),
      ...(dates.engaged.of > 0 ? [dated('To the first activity', dates.engaged)] : []),
    ],
  }
}

export const mapActions = [map, ...files]
