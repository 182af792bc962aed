import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, addDays, covers } from '#core/calendar/index.ts'
import { type Assignment, assignmentGaps, assignmentSentences, checkAssignment } from '#core/people/index.ts'

const sweden = { id: 'SE', name: 'Sweden', end: null }
const always = { from: null, to: null }
const nameOf = (id: string) => id
const works = (person: string, from: Day | null, to: Day | null = null): Assignment => ({
  person,
  territory: 'SE',
  from,
  to,
})
const check = (
  others: readonly Assignment[],
  wanted: Assignment,
  of: Partial<Parameters<typeof checkAssignment>[2]> = {},
) => checkAssignment(others, wanted, { territory: sweden, employed: always, nameOf, ...of })

test('nobody works a territory twice on one day; two people may share it', () => {
  const others = [works('Åke', null, '2026-03-31')]
  expect(() => check(others, works('Åke', '2026-03-31'))).toThrow(
    'Åke works Sweden until 2026-03-31 already. End that first.',
  )
  expect(() => check(others, works('Åke', '2026-04-01'))).not.toThrow()
  expect(() => check(others, works('Emi', '2026-01-01'))).not.toThrow()
})

test('nobody works it before coming, after leaving or after its end', () => {
  const employed = { from: '2026-01-12' as Day, to: '2026-06-30' as Day }
  expect(() => check([], works('Jón', '2026-01-11', '2026-02-01'), { employed })).toThrow('Jón starts on')
  expect(() => check([], works('Jón', '2026-07-01'), { employed })).toThrow('Jón leaves on 2026-06-30')
  expect(() => check([], works('Jón', '2026-01-12', '2026-07-01'), { employed })).toThrow('leaves')
  const territory = { ...sweden, end: '2026-05-31' as Day }
  expect(() => check([], works('Åke', '2026-05-01'), { territory })).toThrow('Sweden ends on 2026-05-31')
  expect(() => check([], works('Åke', '2026-05-01', '2026-05-31'), { territory })).not.toThrow()
  expect(() => check([], works('Åke', '2026-05-02', '2026-05-01'))).toThrow('before the first')
})

test('a gap is told of a territory between days and of a seller while employed, and of no other', () => {
  const gaps = assignmentGaps({
    territories: [sweden, { id: 'EU', name: 'Europe', end: null }],
    assignments: [works('Åke', null, '2026-01-31'), works('Emi', '2026-02-15', '2026-12-31')],
    sellers: [
      { id: 'Åke', from: '2025-01-01', to: '2026-01-31' },
      { id: 'Emi', from: '2026-02-01', to: '2026-12-31' },
    ],
    nameOf,
  })
  expect(gaps.map(gap => gap.sentence)).toEqual([
    'Sweden is worked by nobody from 2026-02-01 to 2026-02-14.',
    'Sweden is worked by nobody from 2027-01-01.',
    'Emi sells, and has no territory from 2026-02-01 to 2026-02-14.',
  ])
})

test('where nobody was ever assigned, nothing is missing', () => {
  expect(
    assignmentGaps({ territories: [sweden], assignments: [], sellers: [{ id: 'Åke', ...always }], nameOf }),
  ).toEqual([])
})

test('a change says who works it, who no more, with whom, and which days nobody does', () => {
  const before = [works('Åke', null)]
  const told = (after: readonly Assignment[]) =>
    assignmentSentences({ territory: sweden, before, after, nameOf }).slice(0, -1)
  expect(told([...before, works('Emi', '2026-04-01', '2026-04-30')])).toEqual([
    'Emi works Sweden from 2026-04-01 to 2026-04-30.',
    'Åke works it too from 2026-04-01 to 2026-04-30.',
  ])
  expect(told([works('Åke', null, '2026-03-31')])).toEqual([
    'Åke works Sweden until 2026-03-31.',
    'Åke does not work Sweden from 2026-04-01.',
    'Sweden is worked by nobody from 2026-04-01.',
  ])
})

const dayOf = fc.integer({ min: 0, max: 60 }).map(n => addDays('2026-01-01', n))
const span = fc.tuple(fc.option(dayOf), fc.option(dayOf)).map(([a, b]) => {
  const [from, to] = a !== null && b !== null && b < a ? [b, a] : [a, b]
  return works('Åke', from, to)
})

test('law: what is let in never has two assignments on one day, and gaps are just the days that none covers', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), dayOf, (wanted, day) => {
      const kept: Assignment[] = []
      for (const one of wanted) {
        try {
          check(kept, one)
          kept.push(one)
        } catch {
          expect(kept.some(other => clash(other, one))).toBe(true)
        }
      }
      expect(kept.filter(one => covers(one, day)).length).toBeLessThan(2)
      const gaps = assignmentGaps({ territories: [sweden], assignments: kept, sellers: [], nameOf })
      const begun = kept.some(one => one.from === null || one.from <= day)
      const worked = kept.some(one => covers(one, day))
      expect(gaps.some(gap => covers(gap, day))).toBe(begun && !worked)
    }),
  )
})

function clash(a: Assignment, b: Assignment): boolean {
  const [first, last] = [(x: Assignment) => x.from ?? '0001-01-01', (x: Assignment) => x.to ?? '9999-12-31']
  return first(a) <= last(b) && first(b) <= last(a)
}
