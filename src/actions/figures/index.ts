import { behindActions } from './behind.ts'
import { catalogueAction } from './catalogue.ts'
import { choicesAction } from './choices.ts'
import { tableFileAction, tableWorkbookAction } from './files.ts'
import { ownFigureActions } from './own.ts'
import { seriesAction } from './series.ts'
import { standingFileActions } from './standing-files.ts'
import { standingsAction } from './standings.ts'
import { tableAction } from './table.ts'

export const figuresActions = [
  catalogueAction,
  choicesAction,
  tableAction,
  tableFileAction,
  tableWorkbookAction,
  seriesAction,
  standingsAction,
  ...standingFileActions,
  ...behindActions,
  ...ownFigureActions,
]
