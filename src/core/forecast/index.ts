export { nowcast, type Estimate } from './clean/nowcast.ts'
export { forecastSeries } from './forecast.ts'
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
