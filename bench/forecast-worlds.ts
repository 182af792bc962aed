import { fitSeries, type ForecastOptions } from '#core/forecast/index.ts'
import { normalQuantile, quantile, type Random, seeded } from '#core/stats/index.ts'

/**
 * Made-up series of many kinds, each forecast alone: how much wider the truth is than claimed, by horizon. What
 * `ranges/calibration.ts` holds for usual where a file has too few series to tell comes from here, not from real ones.
 */
export function worlds(procedure: ForecastOptions['procedure']): { horizon: number; factor: number }[] {
  const random = seeded(20)
  const options: ForecastOptions = { horizon: 12, procedure }
  const kinds = [wandering, level, trending, persistent]
  const scores = Array.from({ length: 160 }, (_, i) => {
    const values = kinds[i % kinds.length]!(random, 48 + 12 * random.below(5), i % 8 < 4 ? 0.2 : 0)
    const fitted = fitSeries({ key: `${i}`, season: 12, values }, { options, score: true })
    return 'none' in fitted ? undefined : fitted.scores
  }).filter(one => one !== undefined)
  return Array.from({ length: options.horizon }, (_, h) => ({
    horizon: h + 1,
    factor:
      quantile(
        scores.flatMap(one => (one[h] ?? []).map(Math.abs)),
        0.8,
      )! / normalQuantile(0.9),
  }))
}

export function print(found: readonly { horizon: number; factor: number }[]): void {
  console.log(found.map(({ horizon, factor }) => `${horizon}: ${factor.toFixed(2)}`).join('  '))
}

/** Shape of the year by so much of the level, on a path that moves by its own law. */
function made(of: { length: number; season: number; path: (t: number) => number }): number[] {
  return Array.from(
    { length: of.length },
    (_, t) =>
      of.path(t) *
      (1 + of.season * Math.sin((t * Math.PI) / 6) + (of.season / 2) * Math.cos((t * Math.PI) / 2)),
  )
}

function wandering(random: Random, length: number, season: number): number[] {
  let at = 1000
  return made({ length, season, path: () => (at += 30 * random.normal()) })
}

function level(random: Random, length: number, season: number): number[] {
  let at = 1000
  return made({ length, season, path: () => (at += 15 * random.normal()) + 60 * random.normal() })
}

function trending(random: Random, length: number, season: number): number[] {
  let at = 1000
  let slope = 5
  return made({ length, season, path: () => (at += slope += random.normal()) + 40 * random.normal() })
}

function persistent(random: Random, length: number, season: number): number[] {
  let away = 0
  return made({ length, season, path: () => 1000 + (away = 0.7 * away + 50 * random.normal()) })
}
