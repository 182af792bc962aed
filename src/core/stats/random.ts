import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { normalQuantile } from './normal.ts'

/** Chance that is handed in: the same seed gives the same draws, on every machine. */
export type Random = {
  /** Uniform in the open interval 0 … 1. */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** A whole number 0 … below − 1, each as likely; `below` is at least 1. */
  below(below: number): number
}

/** Independent streams come from different seeds. `seed` is a whole number. */
export function seeded(seed: number): Random {
  const generator = xoroshiro128plus(mixed(seed))
  // the first states are partly zeros, and so alike
  for (let i = 0; i < 16; i++) generator.next()
  const uniform = () => {
    for (;;) {
      const draw = uniformFloat64(generator)
      if (draw > 0) return draw
    }
  }
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    below: below => uniformInt(generator, 0, below - 1),
  }
}

/** The same values in random order (Fisher & Yates 1938, in Durstenfeld's form). */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const order = [...values]
  for (let last = order.length - 1; last > 0; last--) {
    const pick = random.below(last + 1)
    ;[order[last], order[pick]] = [order[pick]!, order[last]!]
  }
  return order
}

/**
 * Seeds beside each other, far apart: the generator is linear, and would draw alike from them.
 * @see Appleby 2011, MurmurHash3's finaliser
 */
function mixed(seed: number): number {
  let bits = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
