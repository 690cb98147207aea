import type { ToneHit } from '../contract/check.ts'
import manners from './manners.json' with { type: 'json' }
import type { CueFound } from './read-sentence.ts'

/** What the two scores are made of. They order and measure; nobody is shown them, and they judge no person. */
export interface ScoreParts {
  manners: ReadonlyMap<string, number>
  hits: readonly Pick<ToneHit, 'category' | 'severity'>[]
  cues: readonly Pick<CueFound, 'cue'>[]
  /** Passages of capitals, and exclamation marks. */
  shouts: number
  exclamations: number
  /** Of a learned model, where there is one: its greatest certainty, 0–1. */
  learned: { hostile: number; polite: number }
}

// How hostile a category of wording is by itself.
const sharpness: Record<string, number> = {
  insult: 0.65,
  threat: 0.65,
  discrimination: 0.6,
  sarcasm: 0.45,
  provocation: 0.45,
  emotion_policing: 0.4,
  rights_obstruction: 0.4,
  unfair_condition: 0.35,
  condescension: 0.35,
  finality: 0.3,
  blame_customer: 0.3,
  disbelief: 0.25,
  impatience: 0.25,
  refusal_without_path: 0.2,
  minimising: 0.2,
  boundary_badly_set: 0.2,
  deflection: 0.15,
  insincere_apology: 0.15,
  hollow_empathy: 0.1,
  policy_shield: 0.1,
}

const times = (count: number): number => Math.min(2, count) + (count > 2 ? 0.5 : 0)

/** 0–1: 1 − Π(1 − wᵢ) over insults, threats, contempt, anger, accusations, shouting, and unsuitable wording; each by its own weight. */
export function hostilityOf({ manners: shown, hits, shouts, exclamations, learned }: ScoreParts): number {
  const weights = [
    ...manners.map(({ manner, hostile }) => 1 - (1 - hostile) ** times(shown.get(manner) ?? 0)),
    ...[...new Set(hits.map(({ category }) => category))].map((category) => sharpness[category] ?? 0),
    1 - 0.75 ** Math.min(3, shouts),
    exclamations > 2 ? 0.15 : 0,
    0.8 * learned.hostile,
  ]
  return rounded(1 - weights.reduce((rest, weight) => rest * (1 - weight), 1))
}

const start = 0.1

/** 0–1: logistic of the weighted manners (please, thanks, could you, hedges; bare commands, accusing questions …), each counted twice at most, less what is unsuitable. */
export function politenessOf({ manners: shown, hits, cues, shouts, exclamations, learned }: ScoreParts): number {
  const kinds = new Set(cues.map(({ cue }) => cue))
  const warm = ['thanks', 'apology', 'empathy'] as const
  const sum =
    start +
    manners.reduce((total, { manner, polite }) => total + polite * times(shown.get(manner) ?? 0), 0) +
    0.35 * warm.filter((cue) => kinds.has(cue)).length -
    Math.min(
      3,
      hits.reduce((total, { category, severity }) => total + (sharpness[category] === undefined ? 0 : 0.3 * severity), 0),
    ) -
    0.6 * Math.min(2, shouts) -
    (exclamations > 2 ? 0.4 : 0) +
    1.5 * (learned.polite - learned.hostile)
  return rounded(1 / (1 + Math.exp(-sum)))
}

const rounded = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000
