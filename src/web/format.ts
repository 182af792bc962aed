import { decimalsOf } from '#core/money/index.ts'

export const minus = '−'

/** Numbers, money and days as the organisation writes them. Made once per organisation; Intl objects are dear. */
export function formatOf(of: { locale: string; currency: string; timeZone: string }) {
  const { locale, currency, timeZone } = of
  const scale = 10 ** decimalsOf(currency)
  const number = (options: Intl.NumberFormatOptions) => {
    const made = new Intl.NumberFormat(locale, options)
    return (value: number) => made.format(value).replace('-', minus)
  }
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
    return (value: string) => made.format(new Date(value.length === 10 ? `${value}T00:00:00Z` : value))
  }

  const exact = number({ style: 'currency', currency })
  const whole = number({ maximumFractionDigits: 0 })
  const short = number({
    style: 'currency',
    currency,
    notation: 'compact',
    minimumSignificantDigits: 3,
    maximumSignificantDigits: 3,
  })
  const axis = number({ style: 'currency', currency, notation: 'compact', maximumSignificantDigits: 3 })
  const percent = number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const decimal = number({ minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const change = number({ style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 0 })
  const exactly = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 20 })
  const plain = number({
    minimumFractionDigits: decimalsOf(currency),
    maximumFractionDigits: decimalsOf(currency),
  })

  return {
    locale,
    currency,
    timeZone,
    /** €1,234,567.89 */
    money: (minor: number) => exact(minor / scale),
    /** 1,234,567.89: in a column whose head names the currency. */
    exact: (minor: number) => plain(minor / scale),
    /** 1,234,568: in a column whose head names the currency. */
    amount: (minor: number) => whole(minor / scale),
    /** €1.2M of major units, on the axis of a chart. */
    axis,
    /** €1.23M */
    short: (minor: number) => short(minor / scale),
    /** Minor units of another currency than the reporting one. */
    moneyIn: (minor: number, code: string) =>
      number({ style: 'currency', currency: code })(minor / 10 ** decimalsOf(code)),
    /** An exact decimal that came as text, every digit kept; Intl takes texts without making floats of them. */
    exactText: (text: string) => exactly.format(text as Intl.StringNumericLiteral).replace('-', minus),
    percent,
    /** 200 % on the axis of a chart, with a decimal only where the ticks lie that close. */
    axisPercent: number({ style: 'percent', maximumFractionDigits: 1 }),
    count: whole,
    decimal,
    /** +12 % of a value against an earlier one; nothing where there is nothing to compare with. */
    change: (now: number | null, before: number | null) =>
      now === null || before === null || before <= 0 ? null : change(now / before - 1),
    day: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    /** June */
    month: dates({ month: 'long' }),
    dayShort: dates({ day: 'numeric', month: 'short' }),
    /** The month and year that a day lies in. */
    monthOf: dates({ month: 'short', year: 'numeric' }),
    /** A moment, in the reader's own time zone. */
    moment: dates({
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: undefined,
    }),
    major: (minor: number) => minor / scale,
    /** What was typed in units of the currency. */
    minor: (typed: number | string) => Math.round(Number(typed) * scale),
    whole,
    /** A value of the catalogue by its unit: money in the currency of the column, shares of one in per cent. */
    figure(value: number, unit: string, how: 'full' | 'short' = 'full'): string {
      if (unit === 'money' || unit === 'money_per')
        return how === 'short' ? short(value / scale) : whole(value / scale)
      if (unit === 'count') return whole(value)
      return unit === 'ratio' ? percent(value) : decimal(value)
    },
  }
}
export type Format = ReturnType<typeof formatOf>

/** Sentinels of the ledger: before every day, and until further notice. */
export const always = '0001-01-01'
export const furtherNotice = '9999-12-31'
