import { ask, ended } from './ledger.ts'
import type { Plumbline } from './plumbline.ts'
import type { Visitor } from './visitor.ts'

export type World = {
  readonly admin: Visitor
  readonly email: string
  readonly password: string
  /** Ids by code. */
  readonly people: ReadonlyMap<string, string>
  readonly accounts: ReadonlyMap<string, string>
}

/**
 * One thing that is edited over and over: what was last acknowledged, and what was asked for since without an answer.
 * Anything else found afterwards is something lost, or something nobody asked for.
 */
class Register {
  readonly name: string
  readonly read: () => Promise<string | undefined>
  #acknowledged: string | undefined
  #unanswered: string[] = []

  constructor(name: string, read: () => Promise<string | undefined>) {
    this.name = name
    this.read = read
  }

  async write(value: string, work: () => Promise<boolean>): Promise<boolean> {
    this.#unanswered.push(value)
    const acknowledged = await work()
    if (acknowledged) [this.#acknowledged, this.#unanswered] = [value, []]
    return acknowledged
  }

  /** Whether what is there now may be there; from here on it counts as known. */
  async holds(): Promise<boolean> {
    const found = await this.read()
    const fits = found === this.#acknowledged || this.#unanswered.some(value => value === found)
    ;[this.#acknowledged, this.#unanswered] = [found, []]
    return fits
  }
}

export type Edits = {
  /** Goes on editing until `stop`; says how many edits were acknowledged. */
  run(kinds: readonly Kind[]): { acknowledged(): number; stop(): Promise<number> }
  /** What is not as acknowledged, in words. */
  lost(): Promise<string[]>
}

export const kinds = ['moves', 'places', 'owners', 'quotas', 'tokens', 'sign-ins'] as const
export type Kind = (typeof kinds)[number]

/** Ordinary edits as people make them, over HTTP; what they came to is read from the tables. */
export function edits(plumbline: Plumbline, world: World): Edits {
  const { admin, people, accounts } = world
  const value = async (sql: string, ...of: string[]) =>
    (await plumbline.look<{ value: string | null }>(sql, of))[0]?.value ?? undefined
  const sellers = Array.from({ length: 8 }, (_, n) => people.get(`S${n}`)!)
  const registers = <Of>(of: readonly Of[], make: (one: Of) => Register) => of.map(make)
  const day = '2026-02-11'
  const managers = registers(
    sellers,
    id =>
      new Register('manager', () =>
        value(
          `select manager_id::text as value from app.reporting_line where person_id = $1 and '${day}' between from_day and to_day`,
          id,
        ),
      ),
  )
  const places = registers(
    sellers,
    id => new Register('place', () => value('select place as value from app.person where id = $1', id)),
  )
  const owned = [...accounts.values()].slice(0, 8)
  const owners = registers(
    owned,
    id =>
      new Register('owner', () =>
        value(
          `select person_id::text as value from app.ownership where account_id = $1 and '${day}' between from_day and to_day`,
          id,
        ),
      ),
  )
  const quotas = registers(
    sellers,
    id =>
      new Register('quota', () =>
        value(
          `select amount::text as value from app.quota where person_id = $1 and '${day}' between from_day and to_day`,
          id,
        ),
      ),
  )
  const whys: string[] = []
  const tokens = new Map<string, { secret: string; ending: boolean; ended: boolean }>()
  const cookies: string[] = []
  let count = 0

  const once: Record<Kind, () => Promise<boolean>> = {
    async moves() {
      const n = count++
      const [at, manager, why] = [n % 8, people.get(`M${n % 2}`)!, `move ${n}`]
      const moved = await managers[at]!.write(
        manager,
        async () =>
          (
            await admin.ask('POST', `/people/${sellers[at]}/move`, {
              managerId: manager,
              from: '2026-01-01',
              why,
            })
          ).ok,
      )
      if (moved) whys.push(why)
      return moved
    },
    places() {
      const n = count++
      const place = `Town ${n}`
      return places[n % 8]!.write(
        place,
        async () => (await admin.ask('PATCH', `/people/${sellers[n % 8]}`, { place })).ok,
      )
    },
    owners() {
      const n = count++
      const person = sellers[(n * 3) % 8]!
      const given = { from: '2026-01-01', owners: [{ personId: person, share: 1_000_000 }] }
      return owners[n % 8]!.write(person, async () => {
        const { ok, body } = await admin.ask('PUT', `/ledger/accounts/${owned[n % 8]}/owners`, given)
        return ok && (await ended(admin, body['batchId'] as string)) === 'done'
      })
    },
    quotas() {
      const n = count++
      const amount = String(100_000 + n)
      const yaml = 'into: quotas\nfields: { person: p, from: f, to: t, amount: a }'
      const file = `p,f,t,a\nS${n % 8},2026-01-01,2026-03-31,${(Number(amount) / 100).toFixed(2)}\n`
      return quotas[n % 8]!.write(amount, async () => {
        const id = await ask(admin, yaml, file)
        return id !== undefined && (await ended(admin, id)) === 'done'
      })
    },
    async tokens() {
      const old = [...tokens].find(([, { ending }]) => !ending)
      if (tokens.size % 2 === 1 && old) {
        old[1].ending = true
        old[1].ended = (await admin.ask('DELETE', `/me/tokens/${old[0]}`)).ok
        return old[1].ended
      }
      const { ok, body } = await admin.ask('POST', '/me/tokens', { name: `token ${count++}` })
      if (ok)
        tokens.set(body['id'] as string, { secret: body['token'] as string, ending: false, ended: false })
      return ok
    },
    async 'sign-ins'() {
      const { email, password } = world
      const { ok, cookie } = await admin.with({}).ask('POST', '/auth/sign-in/email', { email, password })
      if (ok) cookies.push(cookie)
      return ok
    },
  }

  return {
    run(asked) {
      let stopped = false
      let acknowledged = 0
      const running = asked.map(async kind => {
        while (!stopped) {
          if (await once[kind]()) acknowledged++
          // ten sign-ins a minute are let through
          await new Promise(again => setTimeout(again, kind === 'sign-ins' ? 7000 : 20))
          if (kind === 'sign-ins') return
        }
      })
      return {
        acknowledged: () => acknowledged,
        async stop() {
          stopped = true
          await Promise.all(running)
          return acknowledged
        },
      }
    },
    async lost() {
      const missing: string[] = []
      for (const register of [...managers, ...places, ...owners, ...quotas]) {
        if (!(await register.holds())) missing.push(register.name)
      }
      const told = await plumbline.look<{ why: string }>('select why from app.event where why = any ($1)', [
        whys,
      ])
      if (told.length !== whys.length) missing.push(`${whys.length - told.length} events`)
      for (const [id, { secret, ending, ended: gone }] of tokens) {
        const ended_ = await value('select ended_at::text as value from app.api_token where id = $1', id)
        if (gone && ended_ === undefined) missing.push('the end of a token')
        if (ending) continue
        if (!(await admin.with({ authorization: `Bearer ${secret}` }).ask('GET', '/me')).ok)
          missing.push('a token')
      }
      for (const cookie of cookies) {
        if (!(await admin.with({ cookie }).ask('GET', '/me')).ok) missing.push('a sign-in')
      }
      return missing
    },
  }
}
