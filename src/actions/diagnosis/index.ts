import { waterfallFileAction, waterfallWorkbookAction } from './files.ts'
import { commonAction } from './common.ts'
import { showAction } from './show.ts'

export const diagnosisActions = [showAction, waterfallFileAction, waterfallWorkbookAction, commonAction]
