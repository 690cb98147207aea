import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const performancePaper = join(import.meta.dirname, '../docs/performance.md')

/** A part of the paper that one command writes, between two marks, so that the others leave it alone. */
export const sectionOf = (name: string, report: string): string =>
  `<!-- ${name}: written by \`npm run bench -- --${name} --write\` -->\n${report.trim()}\n<!-- /${name} -->`

/** Writes a section into docs/performance.md, in its place: at the end where there was none. */
export async function writeSection(section: string): Promise<void> {
  await writeFile(performancePaper, withSection(await readFile(performancePaper, 'utf8'), section))
}

/** Writes docs/performance.md anew; the sections of other commands stay. */
export async function writePaper(report: string): Promise<void> {
  const kept = [...(await readFile(performancePaper, 'utf8')).matchAll(/<!-- (\w+): written by[\s\S]*?<!-- \/\1 -->/g)]
  await writeFile(performancePaper, `${[report.trim(), ...kept.map(([section]) => section)].join('\n\n')}\n`)
}

function withSection(paper: string, section: string): string {
  const name = /<!-- (\w+):/.exec(section)?.[1] ?? ''
  const [from, to] = [paper.indexOf(`<!-- ${name}: written by`), paper.indexOf(`<!-- /${name} -->`)]
  if (from === -1 || to === -1) return `${paper.trimEnd()}\n\n${section}\n`
  return `${paper.slice(0, from)}${section}${paper.slice(to + `<!-- /${name} -->`.length)}`
}

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, at) => (at === 0 ? '---' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

export const ms = (value: number): string => (Number.isFinite(value) ? (Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0)) : '–')
export const kept = (holds: boolean): string => (holds ? 'yes' : '**no**')
export const count = (value: number): string => value.toLocaleString('en')

/** The middle, the 75th and 95th of a hundred, and the largest. */
export function quantiles(values: readonly number[]): { p50: number; p75: number; p95: number; most: number } {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p75: at(0.75), p95: at(0.95), most: sorted.at(-1) ?? Number.NaN }
}
