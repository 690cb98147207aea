import { verdictOf } from './run-tool.ts'
import type { Check } from './verdict.ts'

/** The rules of .oxlintrc.json hold, those that need types included. */
export const checkLint: Check = (root) => verdictOf(root, 'oxlint', ['--type-aware', '--deny-warnings', '.'])
