import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { verdictOf } from './run-tool.ts'
import type { Check } from './verdict.ts'

/** schema.sql, the database types and docs/permissions.md are what the code makes of them. */
export const checkGenerated: Check = async (root) => {
  if (!existsSync(join(root, 'scripts/regenerate.ts'))) return { faults: [], note: 'scripts/regenerate.ts is not there' }
  return verdictOf(root, 'node', ['scripts/regenerate.ts', '--check'])
}
