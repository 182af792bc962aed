import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const out = fileURLToPath(new URL('dist/web', import.meta.url))

const texts = { configPath: fileURLToPath(new URL('lingui.config.ts', import.meta.url)) }
// English stays in the script of its screen: who reads it loads no catalogue, and a text without a translation has one
const english = { descriptorFields: 'message' } as const

/** Screens are built to dist/web, which the server hands out. In development `/api` goes to a running server. */
export default defineConfig({
  root: 'src/web',
  plugins: [
    react(),
    lingui(texts),
    babel({ presets: [linguiTransformerBabelPreset(english, texts)] }),
    packed(),
  ],
  // the browser checks nothing: see there
  resolve: { alias: { zod: fileURLToPath(new URL('src/web/no-zod.ts', import.meta.url)) } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        // a screen asks for twenty files instead of seventy: to ask costs more than a few kilobytes not used yet
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 10_000 },
          ],
        },
        // else the name lists every screen that shares it
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
      },
    },
  },
  server: { proxy: { '/api': process.env['PLUMBLINE_URL'] ?? 'http://127.0.0.1:4000' } },
})

/** Compressed once here, so that the server need not do it for everybody who comes. */
function packed(): Plugin {
  const br = promisify(brotliCompress)
  const gz = promisify(gzip)
  return {
    name: 'packed',
    apply: 'build',
    async closeBundle() {
      const assets = path.join(out, 'assets')
      const texts = (await readdir(assets)).filter(name => /\.(js|css|svg)$/.test(name))
      for (const name of texts) {
        const file = path.join(assets, name)
        const text = await readFile(file)
        await writeFile(`${file}.gz`, await gz(text))
        await writeFile(`${file}.br`, await br(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
      }
    },
  }
}
