import { type Billed, growTrees, type HouseFacts, type Seller } from '#core/forecast/house/index.ts'
import { seeded } from '#core/stats/index.ts'
import { forecastInThreads, openThreads } from '#jobs/forecast/threads.ts'

type Measured = {
  readonly nodes: number
  readonly seconds: number
  /** Of all threads together: what the cores really worked. */
  readonly processorSeconds: number
  readonly peakMegabytes: number
}

/** Ten thousand people under a thousand managers, sixty months: fitted, made to add up, with ranges for every node. */
export async function forecastOfHouse(of: { people: number; managers: number }): Promise<Measured> {
  const nodes = growTrees(house(of))
  const pool = openThreads()
  const began = performance.now()
  const worked = process.cpuUsage()
  let fitted = 0
  let told = 0
  await forecastInThreads(pool, {
    nodes,
    days: Array.from({ length: 72 }, (_, month) => 20 + (month % 4)),
    procedure: 'full',
    rest: 6,
    seed: 1,
    signal: new AbortController().signal,
    progress(more) {
      fitted += more
      if (fitted - told < nodes.length / 10) return
      told = fitted
      console.error(`${fitted} of ${nodes.length}, ${((performance.now() - began) / 1000).toFixed(0)} s`)
    },
  })
  const { user, system } = process.cpuUsage(worked)
  await pool.destroy()
  return {
    nodes: nodes.length,
    seconds: (performance.now() - began) / 1000,
    processorSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
}

export function print({ nodes, seconds, processorSeconds, peakMegabytes }: Measured): void {
  console.log(
    `${nodes} nodes in ${seconds.toFixed(0)} s; ${processorSeconds.toFixed(0)} s of processor time; ${peakMegabytes.toFixed(0)} MB at most`,
  )
}

function house({ people, managers }: { people: number; managers: number }): HouseFacts {
  const random = seeded(7)
  const leaders = Array.from({ length: managers }, (_, i): Seller => ({
    id: `m${i}`,
    manager: i === 0 ? null : `m${random.below(Math.min(i, Math.ceil(managers / 10)))}`,
    employed: true,
  }))
  const sellers = Array.from({ length: people }, (_, i): Seller => ({
    id: `p${i}`,
    manager: `m${random.below(managers)}`,
    employed: true,
  }))
  const year = Array.from({ length: 12 }, () => 1 + 0.3 * random.normal())
  const billed = new Map(
    sellers.map(({ id }) => {
      const size = 1e6 * Math.exp(0.6 * random.normal())
      const growth = 1 + 0.005 * random.normal()
      const months = Array.from({ length: 60 }, (_, t) =>
        Math.max(
          0,
          Math.round(size * growth ** t * Math.max(0, year[t % 12]!) * (1 + 0.3 * random.normal())),
        ),
      )
      return [id, { months, soFar: 0, byPoint: [] } satisfies Billed] as const
    }),
  )
  return {
    org: 'bench',
    people: [...leaders, ...sellers],
    billed,
    productLines: new Map(),
    territories: new Map(),
  }
}
