import { kyselyOver, openPool, type ConnectionConfig } from '#db/connection.ts'
import { runImport } from '#jobs/import.ts'

// A worker of its own process, to be killed: arguments are its connection, its data folder and its batch.
const [config, dataFolder, org, batchId] = process.argv.slice(2) as [string, string, string, string]
const pool = openPool(JSON.parse(config) as ConnectionConfig, 6)
const pools = { app: kyselyOver(pool), keeper: kyselyOver(pool), loads: pool }
process.send?.('begun')
await runImport({ pools, dataFolder }, { org, batchId })
process.send?.('ended')
await pool.end()
process.disconnect?.()
