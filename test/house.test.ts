/**
 * The walls of docs/architecture.md, each broken once on purpose. The first line of every file under
 * test/house/broken says which rule must name it, and in which words; `fine` says that none may.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'plumbline-house-'))
afterAll(() => rmSync(copy, { recursive: true }))

type Finding = { filename: string; code: string; message: string; help?: string }

const CAPABILITIES = (
  'people charter expectations asks targets plans accounts conflicts rhythm coaching reviews training ' +
  'contests own-job hiring ledger figures recipe forecast diagnosis effects control warnings board-pack home'
).split(' ')

/** What every organisation needs before it has capabilities: to get in, to bring its data, to be set up. */
const BESIDE = ['sign-on', 'sign-in', 'imports', 'organisation', 'settings', 'tokens', 'events', 'status']

describe('each broken wall is named', () => {
  const findings = brokenHouse()
  const files = globSync('{src,test}/**/*.{ts,tsx}', { cwd: copy, exclude: ['node_modules'] }).toSorted()

  test('there are files to break', () => {
    expect(files.length).toBeGreaterThan(40)
  })

  test.each(files)('%s', file => {
    const [said = ''] = readFileSync(join(copy, file), 'utf8').split('\n')
    const here = findings.filter(one => one.filename === file)
    const told = here.map(one => `${one.code}: ${one.message} ${one.help ?? ''}`)
    if (said === '// fine') {
      expect(told).toEqual([])
      return
    }
    const [, rule = '', words = ''] = /^\/\/ (\S+): (.*)$/.exec(said) ?? []
    expect(rule, 'the first line names a rule').not.toBe('')
    expect(here.map(one => ruleOf(one.code))).toContain(rule.split('/').at(-1))
    expect(
      told.some(text => text.includes(words)),
      `${words}\nin\n${told.join('\n')}`,
    ).toBe(true)
  })
})

describe('the house as it stands', () => {
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).toSorted()

  test('no wall of it is broken', () => {
    const found = lint(root, ['src']).filter(one => WALLS.has(ruleOf(one.code)))
    expect(found.map(one => `${one.filename} ${one.code} ${one.message} ${one.help ?? ''}`)).toEqual([])
  })

  test('SQL is said in db alone', () => {
    // The words of SQL in their order, so that English with a "select" or a "from" in it is left alone.
    const sql =
      /\b(select\s[^;'"]{1,300}?\sfrom\s+[a-z_."]+\s+(where|join|order|group|limit|as)\b|insert into [a-z_.]+\s*(\(|select|values)|update [a-z_.]+ set [a-z_]+ *=|delete from [a-z_.]+)/is
    const wrong = sources.filter(file => !file.startsWith('src/db/') && sql.test(code(file)))
    expect(wrong).toEqual([])
  })

  test('every table has one writing file', () => {
    const writers = new Map<string, Set<string>>()
    for (const file of sources.filter(
      one => one.startsWith('src/db/') && !one.startsWith('src/db/server/'),
    )) {
      for (const table of tablesWritten(code(file))) {
        writers.set(table, (writers.get(table) ?? new Set()).add(file))
      }
    }
    const shared = [...writers].filter(([table, files]) => files.size > 1 && !(table in WRITTEN_BY_SEVERAL))
    expect(Object.fromEntries(shared.map(([table, files]) => [table, [...files]]))).toEqual({})
  })

  test.each([
    ['src/core/*/', ['calendar', 'money', 'stats', 'text']],
    ['src/actions/*', ['action', 'asked', 'run', 'table-files', 'index', ...BESIDE]],
    ['src/contract/*', ['operation', 'shapes', 'index', ...BESIDE]],
    ['src/web/screens/*', ['scorecard', 'person', ...BESIDE]],
  ])('%s is named after a capability', (pattern, others) => {
    const names = globSync(pattern, { cwd: root }).map(path => parse(path).name)
    expect(names.filter(name => ![...CAPABILITIES, ...others].includes(name))).toEqual([])
  })
})

/** The rules that hold the house up; the rest of the lint is for `npm run check`. */
const WALLS = new Set([
  'no-restricted-imports',
  'no-restricted-globals',
  'no-restricted-properties',
  'no-cycle',
  'no-default-export',
  'no-explicit-any',
  'no-floating-promises',
  'no-misused-promises',
  'consistent-type-imports',
])

/** Tables that more than one file writes to, and why that is right. */
const WRITTEN_BY_SEVERAL: Record<string, string> = {}

/** A copy outside the project, so that the project's own lint can pass these files over. */
function brokenHouse(): Finding[] {
  cpSync(join(root, 'test/house/broken'), copy, { recursive: true })
  cpSync(join(root, '.oxlintrc.json'), join(copy, '.oxlintrc.json'))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return lint(copy, ['src', 'test'])
}

function lint(cwd: string, paths: string[]): Finding[] {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
  const ended = spawnSync(process.execPath, [oxlint, '-f', 'json', ...paths], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  })
  // What cannot be read is not clean: an empty list here would pass for a sound house.
  const report = JSON.parse(ended.stdout) as { diagnostics: Finding[]; number_of_files: number }
  expect(report.number_of_files, ended.stderr).toBeGreaterThan(0)
  return report.diagnostics
}

/** `eslint(no-cycle)` and `typescript-eslint(no-explicit-any)` are said differently by version; the rule is what counts. */
function ruleOf(code: string): string {
  return /\(([^)]+)\)/.exec(code)?.[1]?.split('/').at(-1) ?? code
}

function code(file: string): string {
  const text = readFileSync(join(root, file), 'utf8')
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
}

/** In Kysely's words and in SQL's; only tables of `app`, with or without saying so. */
function tablesWritten(text: string): Set<string> {
  const kysely = /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`](?:app\.)?([a-z_]+)/g
  const sql =
    /\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+(?:only\s+)?(?:app\.)?([a-z_]+)(?=\s*(?:\(|set\b|where\b|using\b|as\b|select\b|values\b|[a-z]\b|`|$))/gi
  const found = [...text.matchAll(kysely), ...text.matchAll(sql)].map(match => match[1]!)
  return new Set(found.filter(name => TABLES.has(name)))
}

const TABLES = new Set(
  globSync('src/db/migrations/*.sql', { cwd: root }).flatMap(file =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /create (?:unlogged )?table (?:if not exists )?app\.([a-z_]+)/gi,
      ),
    ].map(match => match[1]!),
  ),
)
