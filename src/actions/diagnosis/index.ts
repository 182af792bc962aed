import { behindAction } from './behind.ts'
import { commonAction } from './common.ts'
import { waterfallFileAction, waterfallWorkbookAction } from './files.ts'
import { findingsAction } from './findings.ts'
import { addressAction, answerAction } from './hand.ts'
import { priceAction } from './price.ts'
import { processActions } from './process/index.ts'
import { findingsFileActions, peopleFileActions } from './table-files.ts'
import { showAction } from './show.ts'

export const diagnosisActions = [
  showAction,
  behindAction,
  waterfallFileAction,
  waterfallWorkbookAction,
  commonAction,
  priceAction,
  findingsAction,
  ...peopleFileActions,
  ...findingsFileActions,
  addressAction,
  answerAction,
  ...processActions,
]
