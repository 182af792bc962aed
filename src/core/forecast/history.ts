/** One series as it is handed in: values in order of time, evenly spaced. */
export type SeriesHistory = {
  readonly key: string
  /** `null`: nothing is known of that period, which is not the same as nothing billed. */
  readonly values: readonly (number | null)[]
  /** Periods after which a season repeats: 12 for months, 4 for quarters, 1 for none. */
  readonly season: number
  /** Ranges may learn from series of the same kind; one kind unless told. */
  readonly kind?: string
  /** Selling days of each period of the history and of those to foretell, where known. */
  readonly days?: readonly number[]
}

export type Procedure = 'full' | 'fast'

export type ForecastOptions = {
  /** Periods to foretell. */
  readonly horizon: number
  readonly procedure: Procedure
  /** Two-sided coverage in per cent; 50, 80 and 95 unless told. */
  readonly levels?: readonly number[]
  /** The same seed gives the same paths. */
  readonly seed?: number
  /** Sums over periods ahead that are wanted with ranges of their own; 3, 6, 9 and 12 unless told. */
  readonly spans?: readonly Span[]
}

/** Periods ahead, from the `from`-th (1 is the next) to the `to`-th, both included. */
export type Span = { readonly from: number; readonly to: number }

export type SpanForecast = Span & { readonly mean: number; readonly ranges: readonly SumRange[] }
export type Range = { readonly level: number; readonly lower: Float64Array; readonly upper: Float64Array }
export type SumRange = { readonly level: number; readonly lower: number; readonly upper: number }

/**
 * Why a method was used or what was done to the history: a key and its facts; the sentence is written where it is
 * shown. Places (`at`) count the periods of the history from 0.
 */
export type Why =
  | { readonly why: 'average'; readonly of: readonly string[] }
  | { readonly why: 'one_method_left'; readonly of: string }
  | { readonly why: 'seasonal' | 'not_seasonal' }
  | { readonly why: 'season_unproven'; readonly periods: number }
  | { readonly why: 'intermittent'; readonly interval: number; readonly unevenness: number }
  | { readonly why: 'short'; readonly periods: number }
  | { readonly why: 'all_zero'; readonly periods: number }
  | { readonly why: 'constant' }
  | { readonly why: 'capped'; readonly at: number; readonly was: number; readonly now: number }
  | { readonly why: 'shift'; readonly at: number; readonly by: number; readonly multiplies: boolean }
  | { readonly why: 'selling_days' }
  | { readonly why: 'filled'; readonly periods: number }
  | { readonly why: 'begun'; readonly at: number }

export type SeriesForecast =
  | {
      readonly key: string
      readonly method: string
      readonly why: readonly Why[]
      readonly mean: Float64Array
      readonly ranges: readonly Range[]
      readonly spans: readonly SpanForecast[]
    }
  | NoForecast

/** `too_short`: fewer than three periods, or fewer than six that are all alike, and no alike series to learn from. */
export type NoForecast = {
  readonly key: string
  readonly none: 'too_short' | 'empty' | 'not_a_number'
  readonly periods: number
}
