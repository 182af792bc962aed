import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, the longest first. */
const long = [
  'test/permissions.test.ts',
  'test/demo/figures.test.ts',
  'test/core/recipe/find.test.ts',
  'test/db/deals.test.ts',
  'test/db/ledger-kill.test.ts',
  'test/cli/tokens.test.ts',
  'test/db/server.test.ts',
]

/**
 * By chance, so that no file comes to lean on another; but the long ones begin at once, for the last to begin is the
 * one that all wait for, and those of a project stand together, for only then do they share their modules.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const drawn = files.map(file => ({ file, rank: rankOf(file), draw: Math.random() }))
    return drawn.toSorted((a, b) => a.rank - b.rank || a.draw - b.draw).map(({ file }) => file)
  }
}

function rankOf({ moduleId, project }: TestSpecification): number {
  const rank = long.findIndex(name => moduleId.endsWith(`/${name}`))
  if (rank !== -1) return rank
  return project.name === 'pure' ? long.length : long.length + 1
}
