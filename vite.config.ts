import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Libraries that change seldom, apart from our own code, so that an update costs the browser little. */
const libraries = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
  { name: 'composer', test: /node_modules[\\/](@tiptap|@mantine[\\/]tiptap|prosemirror-|linkifyjs|orderedmap|rope-sequence|w3c-keyname)/, priority: 25 },
  { name: 'dates', test: /node_modules[\\/](dayjs|@mantine[\\/]dates)[\\/]/, priority: 25 },
  { name: 'mantine', test: /node_modules[\\/](@mantine|@floating-ui|react-remove-scroll|react-number-format|clsx)/, priority: 20 },
  { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/, priority: 20 },
]

/** All words of one language are one file, whatever number of modules they come from. */
const wordsOf = (id: string) => {
  const language = /[\\/]words[\\/](en|el|es)\.json$/.exec(id)?.[1]
  return language === undefined ? null : `words-${language}`
}

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
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [...libraries, { name: (id: string) => wordsOf(id), test: /[\\/]words[\\/]\w+\.json$/, priority: 40 }],
        },
      },
    },
  },
})
