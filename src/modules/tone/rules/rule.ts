import type { Language } from '#platform/endpoint.ts'
import type { Channel, CueCode, Severity } from '../contract/check.ts'

/** A rule of wording to avoid, as the phrases and the house write it. */
export interface AvoidRule {
  id: string
  category: string
  severity: Severity
  patterns: readonly string[]
  exclude?: readonly string[]
  why: string
  say_instead: readonly string[]
  channels?: readonly Channel[] | null
  default_on?: boolean
  only_if?: string
  suppressed_by_cue?: CueCode
}

/** A way to say something that a letter wants said. */
export interface CueRule {
  id: string
  cue: CueCode
  /** 2 names it, 1 comes close. */
  strength: number
  kind?: 'experience' | 'fault'
  patterns: readonly string[]
  exclude?: readonly string[]
}

export interface PhraseFile {
  avoid: AvoidRule[]
  cues: CueRule[]
}

export interface RuleSet {
  language: Language
  avoid: readonly AvoidRule[]
  cues: readonly CueRule[]
}
