import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { verdictOf } from './run-tool.ts'
import type { Check } from './verdict.ts'

const configurations = ['src/workspace/vite.config.ts', 'vite.config.ts', 'src/widget/vite.config.ts']

/** The screens build. */
export const checkBuild: Check = async (root) => {
  const present = configurations.filter((file) => existsSync(join(root, file)))
  const faults: string[] = []
  for (const file of present) faults.push(...(await verdictOf(root, 'vite', ['build', '--config', file, '--logLevel', 'warn'])).faults)
  return { faults, note: present.length === 0 ? 'there are no screens to build' : present.join(', ') }
}
