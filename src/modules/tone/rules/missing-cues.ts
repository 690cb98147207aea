import type { CueCode, Letter } from '../contract/check.ts'
import wanted from './phrases/required-cues.json' with { type: 'json' }

const table: Partial<Record<Letter, readonly string[]>> = wanted

/**
 * What a kind of letter wants and this text lacks: `thanks`, `apology:fault`, `empathy|apology` where either will do.
 * Fault is asked for only when its cause is established; until then an apology for the experience is enough.
 */
export function missingCues(
  letter: Letter | null,
  cues: readonly { cue: CueCode; kind?: 'experience' | 'fault' | undefined }[],
  established: boolean | null,
): string[] {
  const needs = (letter && table[letter]) ?? []
  return needs.map((need) => (need === 'apology:fault' && established !== true ? 'apology' : need)).filter((need) => !isMet(need, cues))
}

const isMet = (need: string, cues: readonly { cue: CueCode; kind?: string | undefined }[]): boolean =>
  need.split('|').some((one) => {
    const [cue, kind] = one.split(':')
    return cues.some((found) => found.cue === cue && (kind === undefined || found.kind === kind))
  })
