/** Starts the server, waits until it answers, and starts it again if it dies while we live. */
import { setTimeout as sleep } from 'node:timers/promises'
import { answers, type OwnerConnection } from './connect.ts'
import { launch, type Needs, type Run } from './launch.ts'
import { postmaster } from './orphan.ts'
import { readOr } from './process.ts'

type Kept = { pid(): number; stop(): Promise<void> }

export async function keepRunning(
  needs: Needs & { owner: OwnerConnection; say(sentence: string): void },
): Promise<Kept> {
  let run = await start(needs)
  let stopping = false
  const watched = watch()
  return {
    pid: () => postmaster(needs.place) ?? 0,
    async stop() {
      stopping = true
      run.stop()
      await watched
    },
  }

  async function watch(): Promise<void> {
    for (;;) {
      await run.ended
      if (stopping) return
      needs.say('The database server ended unexpectedly; starting it again.')
      try {
        run = await start({ ...needs, dead: postmaster(needs.place) })
      } catch (error) {
        needs.say((error as Error).message)
        return
      }
      if (stopping) run.stop()
    }
  }
}

/** Memory of a killed server's last processes may be about for a moment; a start refused for that is tried again. */
async function start(needs: Needs & { owner: OwnerConnection }): Promise<Run> {
  for (let tries = 1; ; tries++) {
    const before = readOr(needs.place.log).length
    const run = launch(needs)
    if (await isUp(run, needs.owner)) return run
    const told = readOr(needs.place.log).slice(before).trim()
    if (tries === 50 || !told.includes('shared memory block')) {
      throw new Error(`The database server did not start: ${told.split('\n').slice(-3).join(' / ')}`)
    }
    await sleep(200)
  }
}

/** However long it takes: after a crash it first reads what it had written, and says so in its log. */
async function isUp(run: Run, owner: OwnerConnection): Promise<boolean> {
  while (!run.hasEnded()) {
    if (await answers(owner)) return true
    await sleep(20)
  }
  return false
}
