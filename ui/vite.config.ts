import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { readdirSync, readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Browsers of 信创 desktops lag behind: Chromium 87 is the oldest that is served. */
const OLDEST = 'chrome87'

/** What the reader of PDF asks for by name: tables of Chinese characters and fonts that a document need not carry. */
function pdfTables(): Plugin {
  return {
    name: 'pdf-tables',
    apply: 'build',
    generateBundle() {
      for (const folder of ['cmaps', 'standard_fonts']) {
        const from = new URL(`node_modules/pdfjs-dist/${folder}/`, import.meta.url)
        for (const name of readdirSync(from).filter((name) => /\.(bcmap|pfb|ttf)$/.test(name))) {
          this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source: readFileSync(new URL(name, from)) })
        }
      }
    },
  }
}

export default defineConfig({
  base: '/desk/',
  plugins: [
    vue(),
    pdfTables(),
    Components({ dts: 'src/components.d.ts', dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  build: {
    target: OLDEST,
    cssTarget: OLDEST,
    // The content security policy lets nothing in that is not a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/words.setup.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
