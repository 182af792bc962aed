export { nowcast, type Estimate } from './clean/nowcast.ts'
export { fitSeries, type FittedSeries } from './fit.ts'
export { forecastSeries, joinFitted, scoredOnes } from './forecast.ts'
export type {
  ForecastOptions,
  NoForecast,
  Procedure,
  Range,
  SeriesForecast,
  SeriesHistory,
  Span,
  SpanForecast,
  SumRange,
  Why,
} from './history.ts'
