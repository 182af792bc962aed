import { behindEffect, effectOnPeople, type Reached } from '#core/effects/index.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

/** Large and small territories over three years; from the month of their training some sell a share more. */
function people(of: { seed: number; effect: number; trained?: number }): Reached[] {
  const chance = seeded(of.seed)
  return Array.from({ length: 16 }, (_, i) => {
    const size = Math.exp(10 + chance.normal())
    const from = i < (of.trained ?? 8) ? 18 + (i % 2) * 3 : null
    const values = Array.from({ length: 30 }, (_month, t) => {
      const lifted = from !== null && t >= from ? 1 + of.effect : 1
      return size * lifted * (1 + 0.08 * chance.normal())
    })
    return { id: `p${i}`, values, from }
  })
}

test('a training that lifts billing by a fifth is found, in shares of what was usual for each', () => {
  const effect = effectOnPeople(people({ seed: 1, effect: 0.2 }))
  if ('none' in effect) throw new Error(effect.none)
  expect(effect.overall.estimate).toBeCloseTo(0.2, 1)
  expect(effect.overall.low).toBeGreaterThan(0.1)
  expect(effect.before?.apart).toBe(false)
  expect(effect).toMatchObject({ treated: 8, untreated: 8, by: 'randomisation', base: { from: 6, to: 17 } })
})

test('where nothing changed the interval holds nothing', () => {
  const effect = effectOnPeople(people({ seed: 2, effect: 0 }))
  if ('none' in effect) throw new Error(effect.none)
  expect(effect.overall.low).toBeLessThan(0)
  expect(effect.overall.high).toBeGreaterThan(0)
})

test('every refusal has its reason', () => {
  const some = people({ seed: 3, effect: 0 })
  expect(effectOnPeople(people({ seed: 3, effect: 0, trained: 3 }))).toEqual({ none: 'too_few_treated' })
  const atOnce = people({ seed: 3, effect: 0, trained: 13 }).map(person => ({
    ...person,
    from: person.from === null ? null : 18,
  }))
  expect(effectOnPeople(atOnce)).toEqual({ none: 'too_few_untreated' })
  expect(effectOnPeople(some.map(person => ({ ...person, from: null })))).toEqual({ none: 'nobody_reached' })
  expect(effectOnPeople(some.map(person => ({ ...person, from: person.from === null ? null : 0 })))).toEqual({
    none: 'nothing_before',
  })
  expect(effectOnPeople(some.map(person => ({ ...person, from: person.from === null ? null : 30 })))).toEqual(
    { none: 'nothing_after' },
  )
  expect(effectOnPeople([])).toEqual({ none: 'nobody_reached' })
})

test('a newcomer, and who has a month without a value, is no comparison', () => {
  const odd = people({ seed: 4, effect: 0 }).map((person, i) => ({
    ...person,
    // sells from the month before on: the mean of a year before would make a giant of them
    values: i === 0 ? person.values.map((value, t) => (t < 17 ? 0 : value)) : person.values,
  }))
  const more = [...odd, { id: 'gap', from: null, values: odd[9]!.values.map((v, t) => (t === 8 ? null : v)) }]
  expect(effectOnPeople(more)).toMatchObject({ treated: 7, untreated: 8 })
})

test('where all begin at once, what lies behind it comes to the estimate: mean change of one side less the other’s', () => {
  const atOnce = people({ seed: 5, effect: 0.1 }).map((person, i) => ({
    ...person,
    from: person.from === null ? null : 18,
    values: i === 0 ? person.values.map((value, t) => (t < 17 ? 0 : value)) : person.values,
  }))
  const effect = effectOnPeople(atOnce)
  if ('none' in effect) throw new Error(effect.none)
  const behind = behindEffect(atOnce, { start: effect.base.from, first: effect.base.to + 1 })
  expect(behind[0]).toMatchObject({ id: 'p0', leftOut: 'newcomer', change: 0 })
  const counted = behind.filter(({ leftOut }) => leftOut === null)
  const mean = (reached: boolean) => {
    const side = counted.filter(one => one.reached === reached)
    return side.reduce((sum, { change }) => sum + change / side.length, 0)
  }
  expect(counted).toHaveLength(effect.treated + effect.untreated)
  expect(mean(true) - mean(false)).toBeCloseTo(effect.overall.estimate, 10)
})
