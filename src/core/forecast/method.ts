/** What every method answers: a fit that can forecast any number of steps ahead. */
export type Fitted = {
  /** The method in the field's notation: "ETS(M,Ad,M)", "ARIMA(0,1,1)(0,1,1)[12]", "Theta", … */
  readonly method: string
  /** One-step-ahead errors inside the history, actual − foretold, on the values' scale; may miss the first few: aligned at the end. */
  readonly residuals: Float64Array
  /** Mean of the next `horizon` periods. */
  mean(horizon: number): Float64Array
  /** Corrected Akaike criterion, to compare within the method's family; absent where the family has none. */
  readonly aicc?: number
  /**
   * The same model and parameters run over other values (fewer, more or later ones), not estimated anew: what a quick
   * rolling-origin backtest needs. The values are finite numbers.
   */
  apply(values: Float64Array): Fitted
}

/** Why a method gives no fit. */
export type Refused = { readonly none: 'too_short' | 'not_a_number' }

/** Values in order of time, evenly spaced, with the number of periods after which a season repeats (1: none). */
export type Series = { readonly values: Float64Array; readonly season: number }
