import { fitSeries, type ForecastOptions, type SeriesHistory } from '#core/forecast/index.ts'

export type FitTask = {
  readonly histories: readonly { readonly history: SeriesHistory; readonly score: boolean }[]
  readonly options: ForecastOptions
}

/** One thread's share of the series. The pool calls what a file exports as `fitShare`. */
export function fitShare({ histories, options }: FitTask) {
  return histories.map(({ history, score }) => fitSeries(history, { options, score }))
}
