import { behindAction, behindFileActions } from './behind.ts'
import { commonAction } from './common.ts'
import { waterfallFileAction, waterfallWorkbookAction } from './files.ts'
import { findingsAction } from './findings.ts'
import { addressAction, answerAction } from './hand.ts'
import { priceFileActions } from './price-files.ts'
import { priceAction } from './price.ts'
import { processActions } from './process/index.ts'
import { findingsFileActions, peopleFileActions } from './table-files.ts'
import { showAction } from './show.ts'
import { takeBackAction } from './take-back.ts'

export const diagnosisActions = [
  showAction,
  behindAction,
  ...behindFileActions,
  waterfallFileAction,
  waterfallWorkbookAction,
  commonAction,
  priceAction,
  ...priceFileActions,
  findingsAction,
  ...peopleFileActions,
  ...findingsFileActions,
  addressAction,
  answerAction,
  takeBackAction,
  ...processActions,
]
