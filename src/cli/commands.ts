import { backupCommand, restoreCommand } from './backup.ts'
import type { Command } from './command.ts'
import { diagnosisCommand } from './diagnosis.ts'
import { doctorCommand } from './doctor.ts'
import { effectsCommand } from './effects.ts'
import { forecastCommand } from './forecast.ts'
import { dealsCommand } from './deals.ts'
import { forecastsCommand } from './forecasts.ts'
import { figuresCommand } from './figures.ts'
import { importCommand } from './import.ts'
import { importsCommand, undoCommand } from './imports.ts'
import { recipeCommand } from './recipe.ts'
import { processCommand } from './process.ts'
import { demoCommand, serveCommand } from './serve.ts'
import { statusCommand } from './status.ts'
import { tokenCommand } from './token.ts'

/** Every word after `plumbline`; docs/guide/cli.md lists the same. */
export const commands: readonly Command[] = [
  serveCommand,
  demoCommand,
  tokenCommand,
  importCommand,
  importsCommand,
  undoCommand,
  figuresCommand,
  forecastsCommand,
  dealsCommand,
  processCommand,
  effectsCommand,
  diagnosisCommand,
  recipeCommand,
  statusCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
  forecastCommand,
]
