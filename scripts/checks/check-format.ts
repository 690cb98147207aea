import { runTool } from './run-tool.ts'
import type { Check } from './verdict.ts'

/** Everything is formatted, imports in order. */
export const checkFormat: Check = async (root) => {
  const { code, stdout, stderr } = await runTool(root, 'biome', ['check', '--reporter=summary', '--colors=off', '.'])
  if (code === 0) return { faults: [] }
  return { faults: [`${stdout}\n${stderr}`.trim(), 'To put it right: node_modules/.bin/biome check --write .'] }
}
