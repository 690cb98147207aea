import { refuse } from './refusal.ts'
import './refusals.ts'

/** Refuses an edit of an older version than the one that is there, and says which one that is. */
export function sameVersion(current: number, asked: number): void {
  if (current !== asked) throw refuse('platform.stale_version', { current })
}
