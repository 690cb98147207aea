import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { screensAreBuilt } from './desk.ts'

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
}

const root = join(import.meta.dirname, '..')
const built = join(root, 'dist/workspace')
await screensAreBuilt()
const chunks = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

/** These chunks, and all that they cannot do without. */
function withNeeded(names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names)
    if (!found.has(name)) {
      found.add(name)
      withNeeded(chunks[name]?.imports ?? [], found)
    }
  return found
}

/** The script of the page of the list in a language, in bytes as they travel. */
const scriptOf = (language: string): number =>
  [...withNeeded(['index.html', `words/${language}.ts`])]
    .map((name) => gzipSync(readFileSync(join(built, chunks[name]?.file ?? name))).length)
    .reduce((sum, size) => sum + size, 0)

const largest = 300_000

test.each(['en', 'el', 'es'])('the list and the frame around it are at most 300 kB of script, pressed: %s', (language) => {
  expect(scriptOf(language)).toBeLessThanOrEqual(largest)
})

test('no script is so large that it has to be cut', () => {
  const scripts = readdirSync(join(built, 'assets')).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(20)
  expect(scripts.filter((name) => readFileSync(join(built, 'assets', name)).length > 700_000)).toEqual([])
})

test('each script and style lies there pressed, too', () => {
  const files = readdirSync(join(built, 'assets'))
  const plain = files.filter((name) => /\.(js|css|json)$/.test(name))
  expect(plain.filter((name) => !files.includes(`${name}.br`) || !files.includes(`${name}.gz`))).toEqual([])
})

/** Where a source that is named in an import lies. */
function fileOf(named: string, importer: string): string {
  const alias = /^#(modules|platform|workspace)\//.exec(named)?.[1]
  return alias ? join(root, 'src', alias, named.slice(alias.length + 2)) : join(dirname(importer), named)
}

/** What stands in the first file: everything that it imports, and not when it is asked for. */
function sourcesFrom(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  const said = readFileSync(file, 'utf8')
  for (const [, , named = ''] of said.matchAll(/^(?:import|export) (?!type )([^'"]*? from )?'((?:\.|#)[^']+\.tsx?)'/gm))
    sourcesFrom(fileOf(named, file), found)
  return found
}

test('what the list and the frame say stands in the words that come with them', () => {
  const sources = [...sourcesFrom(join(root, 'src/workspace/main.tsx'))]
  expect(sources.some((file) => file.endsWith('complaint-list.tsx'))).toBe(true)
  const spoken = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/useWords\('(\w+)'\)/g)].map(([, name]) => name))
  const first = readFileSync(join(root, 'src/workspace/words/en.ts'), 'utf8')
  const shelf = /modules\/\{([\w,]+)\}/.exec(first)?.[1]?.split(',') ?? []
  expect([...new Set(spoken)].filter((name) => name !== undefined && !['workspace', ...shelf].includes(name))).toEqual([])
  for (const language of ['el', 'es'])
    expect(readFileSync(join(root, `src/workspace/words/${language}.ts`), 'utf8')).toBe(first.replaceAll('en.json', `${language}.json`))
})
