import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Screens are built to dist/web, which the server hands out. In development `/api` goes to a running server. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  // the browser checks nothing: see there
  resolve: { alias: { zod: fileURLToPath(new URL('src/web/no-zod.ts', import.meta.url)) } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': process.env.PLUMBLINE_URL ?? 'http://127.0.0.1:4000' } },
})
