import { noteProgress, type Pools } from '#actions/ledger/keeping.ts'
import type { KeeperScope } from '#access/scope.ts'

const everyMs = 1000

/**
 * About once a second, on a connection of its own: says how far a batch has come, and learns whether somebody has
 * cancelled it; then `signal` fires.
 */
export function watch(pools: Pools, scope: KeeperScope, id: string) {
  const stopper = new AbortController()
  let state: 'reading' | 'loading' = 'reading'
  let look = () => ({ rowsRead: 0, rowsTotal: null as number | null })
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    noteProgress(pools, scope, { id, state, ...look() })
      .then(now => now === 'cancelled' && stopper.abort(new Error('cancelled')))
      // a beat that is missed is made up by the next
      .catch(() => {})
      .finally(() => (busy = false))
  }, everyMs)
  return {
    signal: stopper.signal,
    cancelled: () => stopper.signal.aborted,
    follow: (how: typeof look) => (look = how),
    loading: () => {
      state = 'loading'
    },
    stop: () => clearInterval(timer),
  }
}
