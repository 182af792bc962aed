import { forecastSeries, type Procedure } from '#core/forecast/index.ts'
import { spawnSync } from 'node:child_process'
import { type Kept, readKept } from './forecast-data.ts'
import { average, paired, percent, type Score, scoreOf } from './forecast-score.ts'
import { naiveScore } from './forecast-naive.ts'

type Outcome = {
  readonly procedure: Procedure
  readonly scores: readonly Score[]
  /** Processor time of one thread. */
  readonly secondsPerThousand: number
}
type Measured = {
  readonly kept: readonly Kept[]
  readonly outcomes: readonly Outcome[]
  readonly etsInR: number | undefined
}

/** Accuracy, coverage and cost of both procedures on series kept aside, from the folder that FORECAST_SERIES names. */
export function forecast(): Measured | undefined {
  const folder = process.env['FORECAST_SERIES']
  if (folder === undefined) return undefined
  const kept = readKept(folder)
  return {
    kept,
    outcomes: (['full', 'fast'] as const).map(one => outcomeOf(kept, one)),
    etsInR: etsInR(folder),
  }
}

function outcomeOf(kept: readonly Kept[], procedure: Procedure): Outcome {
  const horizon = Math.max(...kept.map(({ future }) => future.length))
  const began = process.cpuUsage()
  const forecasts = forecastSeries(
    kept.map(({ history }) => history),
    { horizon, procedure },
  )
  const { user } = process.cpuUsage(began)
  return {
    procedure,
    scores: kept.map((one, i) => scoreOf(one, forecasts[i]!)),
    secondsPerThousand: user / 1e6 / (kept.length / 1000),
  }
}

/** Seconds that R's `ets` takes for a thousand of the same series, by 20 of them; undefined without R. */
function etsInR(folder: string): number | undefined {
  const script = `suppressMessages(library(forecast)); d <- read.csv('${folder}/history.csv'); k <- unique(d$series)
    k <- k[round(seq(1, length(k), length.out = 20))]; s <- lapply(k, function(x) ts(d$value[d$series == x], frequency = 12))
    cat(system.time(for (x in s) ets(x))[['user.self']] / 20 * 1000)`
  const { status, stdout } = spawnSync('Rscript', ['-e', script], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}

export function print(measured: Measured | undefined): void {
  if (!measured) {
    console.log(
      'FORECAST_SERIES names no folder with history.csv and future.csv (series, kind, month, value).',
    )
    return
  }
  const { kept, outcomes, etsInR: inR } = measured
  const naive = kept.map(naiveScore)
  for (const { procedure, scores, secondsPerThousand } of outcomes) {
    const gain = paired(scores.map(({ mase }, i) => mase - naive[i]!))
    console.log(
      [
        `${procedure}: ${kept.length} series, sMAPE ${average(scores.map(({ smape }) => smape)).toFixed(2)}, MASE ${average(scores.map(({ mase }) => mase)).toFixed(3)}`,
        `MASE less seasonal naive's, paired: ${gain.mean.toFixed(3)} (95 %: ${gain.low.toFixed(3)} to ${gain.high.toFixed(3)})`,
        `${secondsPerThousand.toFixed(1)} s a thousand series${inR === undefined ? '' : `, ${(inR / secondsPerThousand).toFixed(1)} times as fast as R's ets`}`,
        ...coverage(scores),
      ].join('\n  '),
    )
  }
  const [full, fast] = outcomes
  for (const measure of ['smape', 'mase'] as const) {
    const { mean, low, high } = paired(
      full!.scores.map((score, i) => score[measure] - fast!.scores[i]![measure]),
    )
    console.log(
      `${measure}, full less fast, paired: ${mean.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`,
    )
  }
}

function coverage(scores: readonly Score[]): string[] {
  const levels = [...scores[0]!.inside.keys()]
  return levels.map(level => {
    const inside = scores.map(score => score.inside.get(level)!)
    const byHorizon = inside[0]!.map((_, h) => percent(inside.map(one => one[h]!)).toFixed(0))
    const sums = scores.map(score => score.sums.get(level)!)
    const bySpan = sums[0]!.map((_, i) => percent(sums.map(one => one[i]!)).toFixed(0))
    return `${level} % ranges hold ${percent(inside.flat()).toFixed(1)} %; by horizon ${byHorizon.join(' ')}; sums of 3, 6, 9, 12: ${bySpan.join(' ')}`
  })
}
