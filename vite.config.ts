import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Libraries that change seldom, apart from our own code, so that an update costs the browser little. */
const libraries = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 4 },
  { name: 'mantine', test: /node_modules[\\/](@mantine|@floating-ui)[\\/]/, priority: 3, tags: ['$initial' as const] },
  { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/, priority: 2, tags: ['$initial' as const] },
]

export default defineConfig({
  root: from('src/workspace'),
  base: '/app/',
  publicDir: false,
  build: {
    outDir: from('dist/workspace'),
    emptyOutDir: true,
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
