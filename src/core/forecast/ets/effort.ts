import type { Effort } from './estimate.ts'
import type { Smoothing } from './recursion.ts'

/**
 * From where and how long to search. Slow, as R's `ets` begins, then quicker: the criterion has several hollows (a level
 * that hardly moves, one that follows the last value, one between).
 */
export function thoroughEffort(season: number): Effort {
  const from = [
    inside(0.2 / season, 0.1, 0.05, 0.978),
    inside(0.5, 0.1, 0.1, 0.9),
    inside(0.9, 0.02, 0.1, 0.97),
    inside(0.1, 0.02, 0.02, 0.95),
  ]
  return { from, until: 1e-5, atMost: 300 }
}

/** One beginning and five steps: where time is short, the decomposition's states are near enough. */
export const quickEffort: Effort = { from: [inside(0.3, 0.05, 0.05, 0.95)], until: 1e-2, atMost: 5 }

/** β as a share of α and γ as a share of 1 − α, so that all keep their bounds. */
function inside(alpha: number, beta: number, gamma: number, phi: number): Smoothing {
  return { alpha, beta: beta * alpha, gamma: gamma * (1 - alpha), phi }
}
