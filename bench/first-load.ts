import { builtScreens } from '#http/screens.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

export type FirstLoad = { readonly scripts: number; readonly styles: number }

/** What a browser has to fetch before the first screen, gzipped, in bytes: what the built index.html itself names. */
export async function firstLoad(): Promise<FirstLoad> {
  await build({ logLevel: 'error' })
  const page = readFileSync(path.join(builtScreens, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(js|css))"/g)]
  const size = (kind: string) =>
    named
      .filter(([, , is]) => is === kind)
      .reduce((sum, [, file]) => sum + gzipSync(readFileSync(path.join(builtScreens, file!))).length, 0)
  return { scripts: size('js'), styles: size('css') }
}

export function print({ scripts, styles }: FirstLoad): void {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`
  console.log(`first load, gzipped: scripts ${kB(scripts)}, styles ${kB(styles)}`)
}
