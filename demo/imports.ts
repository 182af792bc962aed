import type { ImportKind } from '#core/ledger/kinds.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseMapping } from '#import/index.ts'

/** Which mapping reads which file, in the order in which later ones need earlier ones. */
const order = [
  ['periods', 'fiscal.csv'],
  ['people', 'data/Employee.csv'],
  ['reporting', 'reporting.csv'],
  ['territories', 'territories.csv'],
  ['assignments', 'data/SalesTerritoryHistory.csv'],
  ['accounts-stores', 'data/Store.csv'],
  ['accounts-online', 'data/Customer.csv.gz'],
  ['products', 'data/Product.csv'],
  ['ownership', 'data/Store.csv'],
  ['quotas', 'data/SalesPersonQuotaHistory.csv'],
  ['billing', 'data/SalesOrderHeader.csv.gz'],
] as const

export type DemoMapping = (typeof order)[number][0]

export type DemoImport = {
  readonly name: DemoMapping
  readonly kind: ImportKind
  /** The mapping as it is written. */
  readonly yaml: string
  /** Path of the file to import. */
  readonly file: string
  /** Paths of the files that a mapping may name itself, by those names. */
  readonly sideFiles: Readonly<Record<string, string>>
}

export function demoImports(): DemoImport[] {
  const sideFiles = Object.fromEntries(readdirSync(path('data/')).map(name => [name, path(`data/${name}`)]))
  return order.map(([name, file]) => {
    const yaml = readFileSync(path(`mappings/${name}.yaml`), 'utf8')
    return { name, kind: parseMapping(yaml).into, yaml, file: path(file), sideFiles }
  })
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
