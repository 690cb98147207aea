import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Libraries that change seldom, apart from our own code, so that an update costs the browser little. */
const libraries = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 4 },
  { name: 'mantine', test: /node_modules[\\/](@mantine|@floating-ui)[\\/]/, priority: 3, tags: ['$initial' as const] },
  { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/, priority: 2, tags: ['$initial' as const] },
  // Our own part of the first page is one file: in fifty, each pressed by itself, it would be larger, and asked for fifty times.
  { name: 'frame', test: /[\\/]src[\\/](workspace|modules|platform)[\\/].*(?<!main)\.tsx?$/, priority: 1, tags: ['$initial' as const] },
]

const [pressed, gzipped] = [promisify(brotliCompress), promisify(gzip)]
// The last step of Brotli saves three of a hundred and takes ten times as long.
const how = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** Beside each file its pressed form, made once here instead of at every answer (src/platform/http/serve-screens.ts). */
function press(): Plugin {
  return {
    name: 'press',
    apply: 'build',
    async writeBundle({ dir }) {
      const names = await readdir(dir ?? '', { recursive: true })
      for (const name of names.filter((one) => /^[^.].*\.(js|css|svg|html|json)$/.test(one))) {
        const path = join(dir ?? '', name)
        const whole = await readFile(path)
        await Promise.all([writeFile(`${path}.br`, await pressed(whole, how)), writeFile(`${path}.gz`, await gzipped(whole, { level: 9 }))])
      }
    },
  }
}

/**
 * What was learned is a megabyte of figures, and no script: the browser fetches it as JSON when it is first wanted, and parses no line of it as code.
 */
function figures(): Plugin {
  const mark = '\0figures:'
  return {
    name: 'figures',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith('/learned.json')) return null
      const found = await this.resolve(source, importer, { skipSelf: true })
      return found && mark + found.id.replace(/\.json$/, '')
    },
    async load(id) {
      if (!id.startsWith(mark)) return null
      const path = `${id.slice(mark.length)}.json`
      this.addWatchFile(path)
      const source = JSON.stringify(JSON.parse(await readFile(path, 'utf8')))
      const file = this.emitFile({ type: 'asset', name: 'learned.json', source })
      return `const answer = await fetch(import.meta.ROLLUP_FILE_URL_${file})
        if (!answer.ok) throw new Error('What was learned could not be fetched: ' + answer.status)
        export default await answer.json()`
    },
  }
}

export default defineConfig({
  plugins: [press(), figures()],
  root: from('src/workspace'),
  base: '/app/',
  publicDir: false,
  build: {
    outDir: from('dist/workspace'),
    emptyOutDir: true,
    // Which script needs which: test/list-script.test.ts reads it.
    manifest: true,
    assetsDir: 'assets',
    // light-dark() stays as it is: every browser of the last two years knows it
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // libraries mark their files for React's server components, which we have none of
      onLog: (level, log, say) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && say(level, log),
      output: {
        codeSplitting: {
          groups: libraries,
        },
      },
    },
  },
})
