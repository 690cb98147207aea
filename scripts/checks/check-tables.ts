import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listFiles } from './list-files.ts'
import type { Check } from './verdict.ts'

interface Write {
  table: string
  line: number
}

const quote = '["\'`]'
const byKysely = new RegExp(`\\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\\(\\s*${quote}([a-z_0-9.]+)`, 'g')
const bySql = [
  /\b(?:insert\s+into|delete\s+from(?:\s+only)?|merge\s+into|truncate(?:\s+table)?)\s+"?([a-z][a-z_0-9.]*)/gi,
  /\bupdate\s+(?:only\s+)?"?([a-z][a-z_0-9.]*)"?(?:\s+(?:as\s+)?[a-z_]+)?\s+set\b/gi,
]
const unreadable = /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*(?!["'`\s])/g

/** A table is written only by the module, or the part of platform, whose word its name starts with. */
export const checkTables: Check = async (root) => {
  const sources = (await listFiles(root)).filter((file) => /^src\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$|\.types\.ts$/.test(file))
  const faults: string[] = []
  for (const file of sources) faults.push(...faultsOf(root, file, await readFile(join(root, file), 'utf8')))
  return { faults, note: `${sources.length} files` }
}

function faultsOf(root: string, file: string, text: string): string[] {
  const foreign = writesIn(text)
    .filter(({ table }) => !mayWrite(root, file, table))
    .map(
      ({ table, line }) => `${file}:${line} writes ${table}, which belongs to ${ownerOf(root, table)}; call the owner, or announce a fact`,
    )
  if (!file.startsWith('src/modules/')) return foreign
  return [...foreign, ...linesOf(text, unreadable).map((line) => `${file}:${line} hides the table that it writes: name it in the call`)]
}

/** Every table that a source writes, by Kysely or in an SQL template. */
export function writesIn(text: string): Write[] {
  const named = [...text.matchAll(byKysely)]
  // Prose says "insert into the list" too: in templates only what looks like a table of ours counts.
  const raw = bySql.flatMap((pattern) => [...text.matchAll(pattern)]).filter((match) => match[1]?.includes('_'))
  return [...named, ...raw]
    .map((match) => ({ table: (match[1] ?? '').toLowerCase(), line: lineAt(text, match.index) }))
    .toSorted((a, b) => a.line - b.line)
}

function mayWrite(root: string, file: string, table: string): boolean {
  const homes = homesOf(table)
  if (file.startsWith(homes.module)) return true
  if (existsSync(join(root, homes.module))) return false
  return homes.platform.some((home) => file.startsWith(home))
}

function ownerOf(root: string, table: string): string {
  const homes = homesOf(table)
  const known = [homes.module, ...homes.platform].filter((home) => existsSync(join(root, home)))
  return known[0] ?? `nobody (there is no ${homes.module})`
}

function homesOf(table: string): { module: string; platform: string[] } {
  // The queue's own schema is written by the jobs of platform.
  const word = table.startsWith('graphile_worker.') ? 'jobs' : (table.replace(/^public\./, '').split('_')[0] ?? table)
  return { module: `src/modules/${word}/`, platform: [`src/platform/${word}/`, `src/platform/${word}.ts`] }
}

const linesOf = (text: string, pattern: RegExp): number[] => [...text.matchAll(pattern)].map((match) => lineAt(text, match.index))

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length
