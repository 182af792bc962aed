import { addDays, type Day } from '#core/calendar/index.ts'
import { type Deal, type Hazards, learnHazards } from '#core/forecast/deals/index.ts'
import { walk } from '#core/forecast/deals/walk.ts'
import { expect, test } from 'vitest'

const day: Day = '2026-12-31'
const count = 2400

/** Deals without any chance in them, so that R can have the same; a fourth came under watch only as they grew older. */
const deals = Array.from({ length: count }, (_, i): Deal => {
  const age = (i * i * 7 + i * 13) % 173
  const kind = (i * i * 3 + i * 5) % 11
  const created = addDays(day, kind < 8 ? -365 : -age)
  return {
    id: `d${i}`,
    person: '',
    segment: '',
    created,
    known: addDays(created, i % 4 === 0 ? Math.min((i * 31) % 60, age) : 0),
    closed: kind < 8 ? addDays(created, age) : null,
    won: kind < 8 ? kind < 4 : null,
    amount: null,
    stays: [],
  }
})

function learnt(): Hazards {
  const hazards = learnHazards(deals, day)
  if ('none' in hazards) throw new Error(hazards.none)
  return hazards
}

const factor = { won: 1, lost: 1 }
/** What becomes of deals that are open at an age, by days further on: shares won and lost. */
function walked(age: number, ends: readonly number[]): [number, number][] {
  const hazards = learnt()
  const won = walk(hazards, { age, factor, ends }).by
  const lost = walk({ ...hazards, won: hazards.lost, lost: hazards.won }, { age, factor, ends }).by
  return ends.map((_, at) => [won[at]!, lost[at]!])
}

/*
 * R 4.2.2 with survival 3.5.3; a deal begins in the morning, closes at noon, and today is over:
 *   i <- 0:2399; age <- (i*i*7 + i*13) %% 173; kind <- (i*i*3 + i*5) %% 11
 *   end <- factor(ifelse(kind < 4, "won", ifelse(kind < 8, "lost", "open")), c("open", "won", "lost"))
 *   entry <- ifelse(i %% 4 == 0, pmin((i*31) %% 60, age), 0); stop <- age + ifelse(end == "open", 1, .5)
 *   summary(survfit(Surv(entry, stop, end) ~ 1, id = i), times = 7*c(1,2,4,8,13,18,23))$pstate
 *   on <- stop > 42   # the same of those still open at six weeks
 *   summary(survfit(Surv(pmax(entry, 42)[on], stop[on], end[on]) ~ 1, id = i[on]), times = 42 + c(30, 91))$pstate
 */
const fromBirth = [
  [1, 0.041939, 0.012903],
  [2, 0.064086, 0.021663],
  [4, 0.116931, 0.038963],
  [8, 0.23997, 0.078904],
  [13, 0.330866, 0.108767],
  [18, 0.469153, 0.154614],
  [23, 0.609847, 0.2041],
] as const
const fromSixWeeks = [
  [30, 0.105319, 0.032836],
  [91, 0.4161, 0.136319],
] as const

test('shares won and lost by age are those of R’s survival, deals that came late among them', () => {
  const shares = walked(
    0,
    fromBirth.map(([weeks]) => 7 * weeks),
  )
  for (const [at, [, won, lost]] of fromBirth.entries()) {
    expect(Math.abs(shares[at]![0] - won)).toBeLessThan(0.002)
    expect(Math.abs(shares[at]![1] - lost)).toBeLessThan(0.002)
  }
})

test('so are those of deals that are six weeks old', () => {
  const shares = walked(
    42,
    fromSixWeeks.map(([days]) => days),
  )
  for (const [at, [, won, lost]] of fromSixWeeks.entries()) {
    expect(Math.abs(shares[at]![0] - won)).toBeLessThan(0.002)
    expect(Math.abs(shares[at]![1] - lost)).toBeLessThan(0.002)
  }
})
