import type { ImportKind } from '#core/ledger/kinds.ts'
import { applyBilling } from '../billing/apply.ts'
import { checkBilling } from '../billing/check.ts'
import type { Loading } from '../loading.ts'
import type { KeptTable } from '../tables.ts'
import { applyDeals } from '../deals/apply.ts'
import { checkDeals } from '../deals/check.ts'
import { applyStages, checkStages } from '../deals/stages.ts'
import { applyAccounts, checkAccounts } from './accounts.ts'
import { applyActivities, checkActivities } from './activities.ts'
import { applyOwnership, checkOwners } from './ownership.ts'
import { applyPeople, checkPeople } from './people.ts'
import { applyFiscal, checkFiscal } from './periods.ts'
import { applyAssignments, applyTerritories, checkAssignments, checkTerritories } from './places.ts'
import { applyProducts, checkProducts } from './products.ts'
import { applyQuotas, checkQuotas } from './quotas.ts'
import { applyRates, checkRates } from './rates.ts'
import { applyReporting, checkReporting } from './reporting.ts'

/** How each kind goes in: what of the stage is refused, how the rest is written, and which table its rows are counted in. */
export type KindLoader = {
  readonly check: (load: Loading) => Promise<void>
  readonly apply: (load: Loading) => Promise<void>
  readonly table: KeptTable | 'billing_line'
}

export const loaders: Readonly<Record<ImportKind, KindLoader>> = {
  people: { check: checkPeople, apply: applyPeople, table: 'person' },
  reporting: { check: checkReporting, apply: applyReporting, table: 'reporting_line' },
  territories: { check: checkTerritories, apply: applyTerritories, table: 'territory' },
  assignments: { check: checkAssignments, apply: applyAssignments, table: 'assignment' },
  accounts: { check: checkAccounts, apply: applyAccounts, table: 'account' },
  products: { check: checkProducts, apply: applyProducts, table: 'product' },
  ownership: { check: checkOwners, apply: applyOwnership, table: 'ownership' },
  billing: { check: checkBilling, apply: applyBilling, table: 'billing_line' },
  stages: { check: checkStages, apply: applyStages, table: 'stage' },
  opportunities: { check: checkDeals, apply: applyDeals, table: 'opportunity' },
  activities: { check: checkActivities, apply: applyActivities, table: 'activity' },
  quotas: { check: checkQuotas, apply: applyQuotas, table: 'quota' },
  rates: { check: checkRates, apply: applyRates, table: 'rate' },
  periods: { check: checkFiscal, apply: applyFiscal, table: 'fiscal_period' },
}
