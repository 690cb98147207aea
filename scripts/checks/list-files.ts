import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'

const notOurs = new Set(['node_modules', '.git', 'dist', 'data', 'demo-data', 'coverage', '.cache'])

/** Every file that is, or is about to be, part of the project: relative, with forward slashes, in order. */
export async function listFiles(root: string): Promise<string[]> {
  const files = existsSync(join(root, '.git')) ? await filesOfGit(root).catch(() => filesOnDisk(root)) : await filesOnDisk(root)
  return files.toSorted()
}

async function filesOfGit(root: string): Promise<string[]> {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  const { stdout } = await promisify(execFile)('git', words, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  return stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))
}

// A checkout without git, or one that belongs to somebody else: git refuses to read those.
async function filesOnDisk(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true })
  const found = entries.map(async (entry) => {
    if (notOurs.has(entry.name) || entry.name === '.env' || entry.name.endsWith('.log')) return []
    const path = join(root, entry.name)
    if (!entry.isDirectory()) return entry.isFile() ? [entry.name] : []
    return (await filesOnDisk(path)).map((file) => join(entry.name, file))
  })
  return (await Promise.all(found)).flat().map((file) => relative('.', file).split(sep).join('/'))
}
