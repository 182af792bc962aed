import type { PersonRole } from '#core/ledger/kinds.ts'

/** Somebody one can sign in as in a demo. */
export type DemoPerson = {
  id: string
  name: string
  organisation: string
  roles: PersonRole[]
  manages: boolean
}
