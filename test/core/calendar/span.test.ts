import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Span, covers, fromNumber, overlap, without } from '#core/calendar/index.ts'

const bound = fc.option(fc.nat(30))
const spans = fc
  .tuple(bound, bound)
  .filter(([from, to]) => from === null || to === null || from <= to)
  .map(([from, to]): Span => ({
    from: from === null ? null : fromNumber(from),
    to: to === null ? null : fromNumber(to),
  }))

test('law: overlap and remainder say the same as asking day by day', () => {
  fc.assert(
    fc.property(spans, fc.array(spans, { maxLength: 4 }), (whole, parts) => {
      const rest = without(whole, parts)
      for (let n = -2; n < 33; n++) {
        const day = fromNumber(n)
        const inParts = parts.some(part => covers(part, day))
        expect(rest.some(left => covers(left, day))).toBe(covers(whole, day) && !inParts)
        const both = parts[0] && overlap(whole, parts[0])
        expect(both ? covers(both, day) : false).toBe(
          covers(whole, day) && parts[0] !== undefined && covers(parts[0], day),
        )
      }
    }),
  )
})
