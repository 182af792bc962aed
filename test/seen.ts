import { world, worldRows, type Code } from './world.ts'

/**
 * Rule 4 once more, by plain walking over the imagined company's rows and with nothing of src/: what the database
 * lets through is compared with this.
 */
const today = world.today
const always = '0001-01-01'
const evermore = '9999-12-31'

export const house = 'house'
export type Seen = Code | typeof house

const holds = (row: { from?: string; to?: string }, day: string) =>
  (row.from ?? always) <= day && day <= (row.to ?? evermore)

const rolesOf = (who: string) => worldRows.people!.find(p => p.code === who)?.roles ?? []
export const hasRole = (who: string, ...roles: string[]) => rolesOf(who).some(role => roles.includes(role))

const codes = worldRows.people!.map(p => p.code)

export function managerOf(who: string, day: string = today): string | undefined {
  return worldRows.reporting!.find(line => line.person === who && holds(line, day))?.manager
}

export function reportsOf(who: string, day: string = today): string[] {
  return codes.filter(code => managerOf(code, day) === who)
}

export function below(who: string, day: string = today): string[] {
  return reportsOf(who, day).flatMap(code => [code, ...below(code, day)])
}

export function above(who: string, day: string = today): string[] {
  const manager = managerOf(who, day)
  return manager === undefined ? [] : [manager, ...above(manager, day)]
}

/** Whose figures somebody sees: own, those below; an executive those who report directly and every manager. */
export function seenBy(who: string, names = false): Set<string> {
  const executive = hasRole(who, 'executive')
  const seen = new Set([who, ...(executive && !names ? reportsOf(who) : below(who))])
  if (executive) for (const code of codes) if (names || reportsOf(code).length > 0) seen.add(code)
  if (hasRole(who, 'executive', 'director', 'administrator')) seen.add(house)
  return seen
}

/** Whose name somebody knows. */
export function knownBy(who: string): Set<string> {
  if (hasRole(who, 'administrator', 'director')) return new Set([...codes, house])
  return new Set([...seenBy(who), ...above(who)])
}

/** Teams, by their leader's code ('company' for all), that somebody sees with every break-down. */
export function openTeamsOf(who: string): Set<string> {
  const leads = new Set(worldRows.reporting!.flatMap(line => (line.manager ? [line.manager] : [])))
  const teams = new Set([who, ...below(who)].filter(code => leads.has(code)))
  if (hasRole(who, 'executive')) for (const code of leads) teams.add(code)
  if (hasRole(who, 'executive', 'director')) teams.add('company')
  return teams
}

export function ownersOf(account: string | undefined, day: string = today): string[] {
  return worldRows.ownership!.filter(o => o.account === account && holds(o, day)).map(o => o.person)
}

/** Accounts all of whose lines are open to somebody: owned or shared today by those whom one sees. */
export function openAccountsOf(who: string): Set<string> {
  const seen = seenBy(who)
  return new Set(
    worldRows.accounts!.map(a => a.code).filter(code => ownersOf(code).some(owner => seen.has(owner))),
  )
}

type Line = (typeof worldRows)['billing'] extends infer B
  ? B extends readonly (infer L)[]
    ? L
    : never
  : never

/** Whose a line is: its sellers', else its account's owners' of the day, else the house's. */
export function creditedFor(line: Line): string[] {
  const sellers = line.sellers?.map(s => s.code) ?? ownersOf(line.account, line.day)
  return sellers.length > 0 ? sellers : [house]
}

export function opens(who: string, line: Line): boolean {
  const seen = seenBy(who)
  return openAccountsOf(who).has(line.account ?? '') || creditedFor(line).some(code => seen.has(code))
}

/** A deal as the last export has it. */
export function dealOf(code: string) {
  return worldRows.opportunities!.findLast(deal => deal.code === code)!
}

/** Whose a deal is: its owners', else the house's. */
export function dealersOf(code: string): string[] {
  const owners = dealOf(code).owners?.map(owner => owner.code) ?? []
  return owners.length > 0 ? owners : [house]
}

/** A deal is open to those who see one of its owners, and to those to whom its account is. */
export function opensDeal(who: string, code: string): boolean {
  const seen = seenBy(who)
  return openAccountsOf(who).has(dealOf(code).account ?? '') || dealersOf(code).some(owner => seen.has(owner))
}

export function opensActivity(who: string, code: string): boolean {
  const { person, account, opportunity } = worldRows.activities!.find(one => one.code === code)!
  const at = account ?? (opportunity === undefined ? undefined : dealOf(opportunity).account)
  if (seenBy(who).has(person) || openAccountsOf(who).has(at ?? '')) return true
  return opportunity !== undefined && opensDeal(who, opportunity)
}

export function knowsAccount(who: string, account: string): boolean {
  if (hasRole(who, 'executive', 'administrator', 'director')) return true
  if (openAccountsOf(who).has(account)) return true
  const seen = seenBy(who)
  if (
    worldRows.opportunities!.some(
      d => d.account === account && dealersOf(d.code).some(code => seen.has(code)),
    )
  )
    return true
  return worldRows.billing!.some(l => l.account === account && creditedFor(l).some(code => seen.has(code)))
}
