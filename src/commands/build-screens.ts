import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
/** What the screens are made of. */
const sources = ['src/workspace', 'src/modules', 'src/platform', 'vite.config.ts', 'package-lock.json']

/** Builds the agents' app when a source is newer than what was built. */
export async function buildScreens(say: (sentence: string) => void): Promise<void> {
  const built = await modified(join(root, 'dist/workspace/index.html'))
  const newest = Math.max(...(await Promise.all(sources.map((source) => newestOf(join(root, source))))))
  if (built >= newest) return
  say('Building the screens, which takes a few seconds …')
  // In a process of its own: what builds takes half a gigabyte, and a server that had built would keep it.
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const building = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // React looks at this when it is built, whoever builds it.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const [code] = await once(building, 'exit')
  if (code !== 0) throw new Error('The screens could not be built; what was said stands above')
}

async function newestOf(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null)
  if (!entries) return modified(path)
  const files = entries.filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
  return Math.max(0, ...(await Promise.all(files.map((file) => modified(join(file.parentPath, file.name))))))
}

const modified = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
