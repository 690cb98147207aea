import { verdictOf } from './run-tool.ts'
import type { Check } from './verdict.ts'

/** Everything is formatted, imports in order. `biome check --write .` puts it right. */
export const checkFormat: Check = (root) => verdictOf(root, 'biome', ['check', '--max-diagnostics=40', '--colors=off', '.'])
