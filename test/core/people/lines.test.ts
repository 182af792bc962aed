import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, covers, fromNumber, storedSpan } from '#core/calendar/index.ts'
import { type ReportingLine, checkLines, closure, moveFrom } from '#core/people/index.ts'

const line = (person: string, manager: string | null, from: Day | null = null, to: Day | null = null) => ({
  person,
  manager,
  from,
  to,
})
const sentences = (lines: ReportingLine[]) => checkLines(lines).map(problem => problem.sentence)
const names: Record<string, string> = { ana: 'Ana', bo: 'Bo', cleo: 'Cleo', dan: 'Dan' }
const nameOf = (id: string) => names[id] ?? id

const firm = [line('ana', null), line('bo', 'ana'), line('cleo', 'bo'), line('dan', 'bo', '2026-01-01')]

test('a tidy firm has no problems', () => {
  expect(checkLines(firm)).toEqual([])
})

test('a ring is told once, with its days and its members', () => {
  const lines = [line('ana', 'cleo', '2026-03-01', '2026-03-31'), line('bo', 'ana'), line('cleo', 'bo')]
  const [ring, ...others] = checkLines(lines, { nameOf })
  expect(ring).toMatchObject({ kind: 'ring', from: '2026-03-01', to: '2026-03-31' })
  expect(ring!.sentence).toBe(
    'A ring from 2026-03-01 to 2026-03-31: Ana reports to Cleo, Cleo to Bo, Bo to Ana.',
  )
  expect(others).toEqual([])
  expect(sentences([line('ana', 'ana')])).toEqual(['A ring always: ana reports to ana.'])
})

test('two managers at once and days without any are told', () => {
  expect(sentences([line('bo', 'ana', null, '2026-03-31'), line('bo', null, '2026-03-31')])).toEqual([
    'bo reports both to ana and to nobody on 2026-03-31.',
  ])
  expect(sentences([line('bo', 'ana', null, '2026-03-31'), line('bo', 'ana', '2026-04-11')])).toEqual([
    'bo reports to nobody on record from 2026-04-01 to 2026-04-10.',
  ])
})

test('days out of the firm are no gap, days in it without a line are', () => {
  const lines = [line('bo', 'ana', '2025-01-01', '2025-06-30'), line('bo', 'ana', '2026-01-01')]
  const rehired = [
    { person: 'bo', from: '2025-01-01', to: '2025-06-30' },
    { person: 'bo', from: '2025-12-15', to: null },
  ] as const
  const problems = checkLines(lines, {
    employed: [...rehired, { person: 'dan', from: '2026-02-01', to: null }],
  })
  expect(problems.map(problem => problem.sentence)).toEqual([
    'bo reports to nobody on record from 2025-12-15 to 2025-12-31.',
    'dan reports to nobody on record from 2026-02-01.',
  ])
})

test('the closure knows depth and days', () => {
  const rows = closure(firm).filter(row => row.person === 'dan')
  expect(rows).toEqual([
    { boss: 'dan', person: 'dan', depth: 0, from: null, to: null },
    { boss: 'bo', person: 'dan', depth: 1, from: '2026-01-01', to: null },
    { boss: 'ana', person: 'dan', depth: 2, from: '2026-01-01', to: null },
  ])
  expect(() => closure([line('ana', 'bo'), line('bo', 'ana')])).toThrow('A ring always')
})

test('stored bounds mean always and until further notice', () => {
  const stored = [
    line('bo', 'ana', '0001-01-01', '9999-12-31'),
    line('ana', 'bo', '0001-01-01', '2025-12-31'),
  ]
  expect(sentences(stored)[0]).toBe('A ring until 2025-12-31: ana reports to bo, bo to ana.')
  expect(closure(stored.slice(0, 1)).at(-1)).toEqual({
    boss: 'ana',
    person: 'bo',
    depth: 1,
    from: null,
    to: null,
  })
  const moved = moveFrom(stored.slice(0, 1), { person: 'bo', manager: null, day: '2026-01-01' })
  expect(moved.lines.map(storedSpan)).toEqual([
    line('bo', 'ana', '0001-01-01', '2025-12-31'),
    line('bo', null, '2026-01-01', '9999-12-31'),
  ])
})

test('a change half-way up that leaves the top in place does not cut the top’s days', () => {
  const rows = closure([
    line('bo', 'ana'),
    line('cleo', 'ana'),
    line('dan', 'bo', null, '2026-03-14'),
    line('dan', 'cleo', '2026-03-15'),
  ])
  expect(rows.filter(row => row.person === 'dan' && row.boss === 'ana')).toEqual([
    { boss: 'ana', person: 'dan', depth: 2, from: null, to: null },
  ])
})

const people = ['ana', 'bo', 'cleo', 'dan', 'eve']
/** Each person's lines in turn over 40 days: some days without, managers at random, rings and all. */
const anyLines = fc
  .tuple(
    ...people.map(person =>
      fc
        .array(
          fc.record({
            days: fc.integer({ min: 1, max: 20 }),
            manager: fc.constantFrom(null, 'gap', ...people),
          }),
          {
            maxLength: 4,
          },
        )
        .map(stretches => {
          let next = 0
          return stretches.flatMap(({ days, manager }) => {
            const from = fromNumber(next)
            next += days
            return manager === 'gap' ? [] : [line(person, manager, from, fromNumber(next - 1))]
          })
        }),
    ),
  )
  .map(parts => parts.flat())
const days = Array.from({ length: 90 }, (_, n) => fromNumber(n - 2))

/** The plain way: who is above on this day, nearest first; undefined where the walk never ends. */
function walk(lines: readonly ReportingLine[], person: string, day: Day): string[] | undefined {
  const path = [person]
  for (;;) {
    const manager = lines.find(l => l.person === path.at(-1) && covers(l, day))?.manager
    if (!manager) return path
    if (path.includes(manager)) return undefined
    path.push(manager)
  }
}

test('law: on any day the closure is the walk up the tree, and rings are found exactly where walks do not end', () => {
  fc.assert(
    fc.property(anyLines, lines => {
      const rings = checkLines(lines).filter(problem => problem.kind === 'ring')
      const endless = days.filter(day => people.some(person => !walk(lines, person, day)))
      expect(days.filter(day => rings.some(ring => covers(ring, day)))).toEqual(endless)
      if (rings.length > 0) {
        expect(() => closure(lines)).toThrow('A ring')
        return
      }
      const rows = closure(lines)
      const known = new Set(lines.flatMap(l => [l.person, l.manager]))
      for (const day of days) {
        for (const person of people.filter(p => known.has(p))) {
          const up = rows.filter(row => row.person === person && covers(row, day))
          expect(up.toSorted((a, b) => a.depth - b.depth).map(row => row.boss)).toEqual(
            walk(lines, person, day),
          )
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('a move keeps what was, and says what it changes', () => {
  const lines = [...firm, line('eve', 'cleo')]
  const { lines: next, preview } = moveFrom(
    lines,
    { person: 'cleo', manager: 'ana', day: '2026-03-15' },
    nameOf,
  )
  expect(next.filter(l => l.person === 'cleo')).toEqual([
    line('cleo', 'bo', null, '2026-03-14'),
    line('cleo', 'ana', '2026-03-15'),
  ])
  expect(preview.sentences).toEqual([
    'Cleo reports to Ana from 2026-03-15, no longer to Bo.',
    'eve comes along.',
    'Figures before 2026-03-15 stay as they were.',
  ])
  expect(checkLines(next)).toEqual([])
})

test('a move replaces what was planned for later', () => {
  const lines = [
    line('ana', null),
    line('bo', null),
    line('dan', 'bo', '2026-01-01', '2026-05-31'),
    line('dan', 'ana', '2026-06-01'),
  ]
  const { lines: next, preview } = moveFrom(
    lines,
    { person: 'dan', manager: null, day: '2026-01-01' },
    nameOf,
  )
  expect(next.filter(l => l.person === 'dan')).toEqual([line('dan', null, '2026-01-01')])
  expect(preview.sentences).toContain('The line to Ana planned from 2026-06-01 falls away.')
})

test('a move that would make a ring on any day is refused, naming who closes it', () => {
  const planned = [
    line('ana', null),
    line('bo', 'ana'),
    line('cleo', null, null, '2026-05-31'),
    line('cleo', 'bo', '2026-06-01'),
  ]
  expect(() => moveFrom(planned, { person: 'bo', manager: 'cleo', day: '2026-03-01' }, nameOf)).toThrow(
    'Bo cannot report to Cleo from 2026-03-01: from 2026-06-01 Cleo reports to Bo. Move Cleo first, or choose somebody else.',
  )
  expect(() => moveFrom(planned, { person: 'bo', manager: 'bo', day: '2026-03-01' }, nameOf)).toThrow(
    'cannot report to Bo',
  )
  expect(() => moveFrom(planned, { person: 'bo', manager: 'ana', day: '2026-03-01' }, nameOf)).toThrow(
    'already',
  )
})

test('law: a move makes no new problem, and changes nothing before its day', () => {
  const move = fc.record({
    person: fc.constantFrom(...people),
    manager: fc.constantFrom(null, ...people),
    day: fc.integer({ min: 0, max: 60 }).map(fromNumber),
  })
  fc.assert(
    fc.property(anyLines, move, (lines, to) => {
      if (checkLines(lines).some(problem => problem.kind === 'ring')) return
      let next: ReportingLine[]
      try {
        next = moveFrom(lines, to).lines
      } catch {
        return
      }
      expect(checkLines(next).filter(problem => problem.kind !== 'gap')).toEqual([])
      const of = (all: ReportingLine[], day: Day) =>
        all.find(l => l.person === to.person && covers(l, day))?.manager
      for (const day of days) expect(of(next, day)).toBe(day < to.day ? of(lines, day) : to.manager)
    }),
  )
})
