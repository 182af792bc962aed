/**
 * How many decimals a currency has (ISO 4217, list one, and those withdrawn since 2015 that older ledgers
 * still hold: ANG, BGN, CUC, HRK).
 */
const codes: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF ' +
    'CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ ' +
    'GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD ' +
    'MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD ' +
    'RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD ' +
    'USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const exponents: ReadonlyMap<string, number> = new Map(
  Object.entries(codes).flatMap(([exponent, list]) => list.split(' ').map(code => [code, Number(exponent)])),
)

/** Decimals of a currency by its ISO 4217 code in capitals; undefined where there is no such currency. */
export function exponentOf(currency: string): number | undefined {
  return exponents.get(currency)
}

/** Decimals that an amount is written with, in major units; two for a currency that we do not know. */
export function decimalsOf(currency: string): number {
  return exponentOf(currency) ?? 2
}

/** Every currency Plumbline knows, for pickers and for "did you mean". */
export const currencies: readonly string[] = [...exponents.keys()].toSorted()
