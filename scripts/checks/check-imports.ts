import { listFiles } from './list-files.ts'
import { runTool } from './run-tool.ts'
import type { Check } from './verdict.ts'

interface Violation {
  from: string
  to: string
  comment?: string
  rule: { name: string }
  cycle?: { name: string }[]
}

interface Cruise {
  modules: { source: string }[]
  summary: { violations: Violation[]; ruleSetUsed?: { forbidden?: { name: string; comment?: string }[] } }
}

/** The walls of .dependency-cruiser.cjs stand, and every source file was looked at. */
export const checkImports: Check = async (root) => {
  const sources = (await listFiles(root)).filter((file) => /^src\/.*\.tsx?$/.test(file))
  const words = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--progress', 'none']
  const { stdout, stderr } = await runTool(root, 'depcruise', words)
  const cruise = readCruise(stdout)
  if (!cruise) return { faults: [`dependency-cruiser gave no answer:\n${stderr || stdout}`.trim()] }

  const unseen = notCruised(
    sources,
    cruise.modules.map(({ source }) => source),
  )
  return { faults: [...unseen, ...cruise.summary.violations.map((found) => sentenceOf(found, cruise))], note: `${sources.length} files` }
}

/** A cruiser that cannot read TypeScript finds no files and no faults: each file that it did not see is one. */
export function notCruised(sources: string[], cruised: string[]): string[] {
  const seen = new Set(cruised)
  return sources.filter((file) => !seen.has(file)).map((file) => `${file} was not looked at: dependency-cruiser does not see it`)
}

function readCruise(text: string): Cruise | undefined {
  try {
    return JSON.parse(text) as Cruise // the tool's own documented output
  } catch {
    return undefined
  }
}

function sentenceOf({ rule, from, to, cycle }: Violation, cruise: Cruise): string {
  const comment = cruise.summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? ''
  const way = cycle ? [from, ...cycle.map(({ name }) => name)].join(' → ') : `${from} → ${to}`
  return `${rule.name}: ${way}\n  ${comment}`
}
