import { decimal, minor, split } from '#core/money/index.ts'
import { type Compiled, isDecimal, shortest, textOf, Unfit, type Value } from '../expression/values.ts'
import { readNumber } from '../read/numbers.ts'

const whole = 1_000_000
type Shares = readonly { readonly code: string; readonly share: number }[]

/** 0.25 or 25 % as millionths. */
export function readShare(value: Value, from: Compiled): number {
  const millionths = inMillionths(isDecimal(value) ? shortest(value) : textOf(value), from)
  if (millionths === undefined || millionths < 0 || millionths > whole)
    throw new Unfit(from.label, textOf(value), 'wanted a share from 0 to 1, or from 0 % to 100 %')
  return millionths
}

/** `A`, `A|B` in equal parts, or `A:60%|B:40%`; the parts always sum to one million. */
export function readShares(text: string, from: Compiled): Shares | undefined {
  const pieces = text
    .split('|')
    .map(piece => piece.trim())
    .filter(Boolean)
  if (pieces.length === 0) return undefined
  const given = pieces.map(piece => {
    const [, code, share] = /^(.*\S)\s*:\s*([\d.,]+\s*%?)$/.exec(piece) ?? [undefined, piece, undefined]
    return {
      code: code!.normalize('NFC'),
      share: share === undefined ? undefined : inMillionths(share, from),
    }
  })
  const refuse = (reason: string): never => {
    throw new Unfit(from.label, text, reason)
  }
  if (new Set(given.map(one => one.code)).size < given.length) refuse('names one seller twice')
  const stated = given.filter(one => one.share !== undefined)
  if (stated.length === 0)
    return parts(
      given.map(one => one.code),
      given.map(() => 1),
    )
  if (stated.length < given.length) refuse('wanted a share for each seller, or for none')
  const total = stated.reduce((sum, one) => sum + one.share!, 0)
  if (Math.abs(total - whole) > whole / 200) refuse(`wanted shares that add up to 1, not to ${total / whole}`) // .333 three times passes
  return parts(
    given.map(one => one.code),
    stated.map(one => one.share!),
  )
}

function parts(codes: readonly string[], weights: readonly number[]): Shares {
  const shares = split(minor(whole), weights)
  return codes.map((code, index) => ({ code, share: shares[index]! })).filter(one => one.share > 0)
}

function inMillionths(text: string, from: Compiled): number | undefined {
  const percent = text.endsWith('%')
  const bare = text.replace('%', '').trim()
  const number = decimal.parseDecimal(readNumber(bare, from.mark()) ?? readNumber(bare, '.') ?? '')
  return (
    number &&
    Number(
      decimal.round({ units: number.units * 1_000_000n, scale: number.scale + (percent ? 2 : 0) }, 0).units,
    )
  )
}
