import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { edits, type Edits, type Kind, kinds, type World } from './edits.ts'
import { ask, billing, ended, fileOf, lines, wordIn, wordOf, wrongRollUps } from './ledger.ts'
import { openPlumbline, pause, type Plumbline, type Target, targets } from './plumbline.ts'
import { settle } from './world.ts'

/** What the import's connection says while it is in a phase. */
const phases = {
  staging: /^copy staged/,
  lines: /(insert into|update) app\.billing_line/,
  'roll-ups': /app\.sales_day|rebuild_days/,
  commit: /^commit/,
} as const
type Phase = keyof typeof phases

export type Kill = {
  readonly during: Phase | 'edits'
  readonly target: Target
  /** Until it answered again, in milliseconds. */
  readonly back: number
  /** Of the billing, in the tables; `neither` must never be. */
  readonly ledger: 'as before' | 'as after' | 'neither'
  readonly batch: string | undefined
  readonly acknowledged: number
  readonly lost: readonly string[]
  readonly wrongRollUps: number
}

/** Forty: six for each phase of an import, the rest in ordinary edits; node, its server, and both in turn. */
const plan: readonly Kill['during'][] = Array.from({ length: 40 }, (_, n) =>
  n % 5 === 4 || n >= 30 ? 'edits' : (['staging', 'lines', 'roll-ups', 'commit'] as const)[n % 5]!,
)

/**
 * kill -9 on a running Plumbline, over and over, while it imports and people edit; after each the ledger has to be
 * exactly as before or as after, every roll-up what its lines come to, and every acknowledged edit there.
 */
export async function kills(rounds = plan): Promise<Kill[]> {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'))
  chmodSync(home, 0o755)
  const plumbline = await openPlumbline(home)
  try {
    const world = await settle(plumbline)
    const editing = edits(plumbline, world)
    await editing.lost() // as it begins
    // a commit takes a moment too short to hit: it is drawn out at the point where it is written and not yet flushed
    await plumbline.look('alter role plumbline_keeper set commit_delay = 100000')
    await plumbline.look('alter role plumbline_keeper set commit_siblings = 0')
    const done: Kill[] = []
    let version = 1
    for (const [n, during] of rounds.entries()) {
      const kill = await killed(plumbline, {
        world,
        editing,
        during,
        target: targets[(Math.floor(n / 5) + (n % 5)) % 3]!,
        version,
      })
      if (kill.ledger === 'as after') version = kill.version
      done.push(kill)
      console.log(line(kill, n + 1))
    }
    return done
  } finally {
    await plumbline.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

const fast: readonly Kind[] = ['moves', 'places', 'tokens']

async function killed(
  plumbline: Plumbline,
  of: { world: World; editing: Edits; during: Kill['during']; target: Target; version: number },
): Promise<Kill & { version: number }> {
  const { world, editing, during, target } = of
  const version = of.version + 1
  const people = editing.run(during === 'edits' ? kinds : fast)
  let batch: string | undefined
  let answered: Promise<string | undefined> | undefined
  if (during === 'edits') {
    while (people.acknowledged() < 20) await pause(20)
    await pause(Math.random() * 1000)
  } else {
    batch = await ask(world.admin, billing, fileOf(lines(version)))
    answered = ended(world.admin, batch!)
    await reached(plumbline, phases[during])
    await pause(Math.random() * (during === 'commit' ? 120 : 20))
  }
  const at = performance.now()
  await plumbline.kill(target)
  const stopped = people.stop()
  await plumbline.recover()
  const back = performance.now() - at
  const acknowledged = await stopped
  await settled(plumbline)
  const told = await answered
  const word = await wordIn(plumbline)
  const state = batch && (await stateOf(plumbline, batch))
  const ledger =
    word === wordOf(lines(of.version))
      ? 'as before'
      : word === wordOf(lines(version))
        ? 'as after'
        : 'neither'
  const lost = await editing.lost()
  if (told === 'done' && ledger !== 'as after') lost.push('an import')
  if (batch && (state === 'done') !== (ledger === 'as after'))
    lost.push(`the ledger is not what its batch says: ${state}`)
  return {
    during,
    target,
    back,
    ledger,
    batch: state,
    acknowledged,
    lost,
    wrongRollUps: await wrongRollUps(plumbline),
    version,
  }
}

/** Waits until the connection that stages the file says `what`. */
async function reached(plumbline: Plumbline, what: RegExp): Promise<void> {
  let importer: number | undefined
  const until = performance.now() + 60_000
  while (performance.now() < until) {
    const rows = await plumbline.look<{ pid: number; query: string }>(
      `select pid, query from pg_stat_activity where usename = 'plumbline_keeper' and state = 'active'`,
    )
    importer ??= rows.find(row => /staged|billing_line/.test(row.query))?.pid
    if (rows.some(row => row.pid === importer && what.test(row.query.trim()))) return
  }
  throw new Error(`The import never came to ${String(what)}.`)
}

/** Batches that were interrupted are found out and ended by a sweep. */
async function settled(plumbline: Plumbline): Promise<void> {
  for (;;) {
    const open = await plumbline.look(
      `select from app.batch where state in ('waiting', 'reading', 'loading')`,
    )
    if (open.length === 0) return
    await pause(100)
  }
}

async function stateOf(plumbline: Plumbline, batch: string): Promise<string | undefined> {
  const [row] = await plumbline.look<{ state: string }>('select state from app.batch where id = $1', [batch])
  return row?.state
}

function line(kill: Kill, n: number): string {
  const parts = [
    String(n).padStart(2),
    kill.during.padEnd(9),
    kill.target.padEnd(7),
    `back after ${(kill.back / 1000).toFixed(1).padStart(4)} s`,
    `ledger ${kill.ledger}`,
    `batch ${kill.batch ?? '-'}`.padEnd(12),
    `${kill.acknowledged} edits acknowledged`,
    kill.lost.length === 0 ? 'nothing lost' : `LOST: ${kill.lost.join(', ')}`,
    `${kill.wrongRollUps} wrong roll-ups`,
  ]
  return parts.join('  ')
}

export function print(done: readonly Kill[]): void {
  const bad = done.filter(kill => kill.lost.length > 0 || kill.wrongRollUps > 0 || kill.ledger === 'neither')
  for (const during of [...Object.keys(phases), 'edits'] as Kill['during'][]) {
    const these = done.filter(kill => kill.during === during)
    const by = targets
      .map(target => `${target} ${these.filter(kill => kill.target === target).length}`)
      .join(', ')
    const after = these.filter(kill => kill.ledger === 'as after').length
    console.log(
      `${during.padEnd(9)} ${String(these.length).padStart(2)} kills (${by}); ledger as after in ${after}`,
    )
  }
  const acknowledged = done.reduce((sum, kill) => sum + kill.acknowledged, 0)
  console.log(
    `${done.length} kills, ${acknowledged} edits acknowledged, ${bad.length} kills that lost something`,
  )
}
