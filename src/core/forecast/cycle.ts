export type Cycle = { readonly every: 'off' | 'week' | 'month'; readonly minutes: number }

const weeksInMonth = 52 / 12

/** What a cycle asks for: of each person in minutes a week, and of so many together in hours a month. */
export function askedOf({ every, minutes }: Cycle, people: number): { weekly: number; hoursMonthly: number } {
  const monthly = every === 'off' ? 0 : every === 'week' ? minutes * weeksInMonth : minutes
  return { weekly: monthly / weeksInMonth, hoursMonthly: (monthly * people) / 60 }
}
