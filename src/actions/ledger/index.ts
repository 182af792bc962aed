import { accountActions } from './buyers.ts'
import { dealActions } from './deals.ts'
import { fileActions } from './files.ts'
import { importActions } from './imports.ts'
import { lineFileActions } from './line-files.ts'
import { lineActions } from './lines.ts'
import { ownerActions } from './owners.ts'
import { statusAction } from './status.ts'

export const ledgerActions = [
  statusAction,
  ...fileActions,
  ...importActions,
  ...lineActions,
  ...lineFileActions,
  ...accountActions,
  ...ownerActions,
  ...dealActions,
]
