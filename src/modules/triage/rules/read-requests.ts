import type { Entity } from './find-entities.ts'
import { type Signals, signals } from './find-signals.ts'
import type { Hit } from './lexicon.ts'
import { wishes } from './wishes.ts'

export interface Flag {
  flag: string
  hits: Hit[]
}

/** What is to be noticed in a text besides what it is about: hidden requests, dangers, who it is about, what it tries. */
export function flagsOf(found: Signals, entities: readonly Entity[]): Flag[] {
  const of = (flag: string, hits: Hit[]): Flag[] => (hits.length > 0 ? [{ flag, hits }] : [])
  const grouped = (group: string, name: (code: string) => string): Flag[] =>
    [...Map.groupBy(signals(found, group), ({ code }) => code)].map(([code, hits]) => ({ flag: name(code), hits }))
  const has = (kind: Entity['kind']) => entities.some((entity) => entity.kind === kind)
  return [
    ...grouped('danger', (code) => `danger_${code}`),
    ...of('supply_cut', signals(found, 'supply', 'essential')),
    ...of('vulnerable', signals(found, 'vulnerable')),
    ...of('medical_need', signals(found, 'vulnerable', 'medical')),
    ...grouped('flag', (code) => code),
    ...of('hardship', signals(found, 'flag', 'hardship').length > 0 ? [] : signals(found, 'hardship')),
    ...of('regulator_named', signals(found, 'legal', 'regulator')),
    ...of('legal_action', signals(found, 'legal', 'lawyer')),
    ...of('deadline_named', signals(found, 'legal', 'deadline')),
    ...of('discrimination', signals(found, 'legal', 'discrimination')),
    ...of('repeated', [...signals(found, 'repeat', 'strong'), ...signals(found, 'repeat', 'counted')]),
    ...of('sarcasm', signals(found, 'anger', 'sarcasm')),
    ...of('threat_of_review', signals(found, 'threat', 'review')),
    ...instructionsIn(found),
    ...(has('card') ? [{ flag: 'card_number', hits: [] }] : []),
    ...(has('iban') ? [{ flag: 'iban', hits: [] }] : []),
  ]
}

const markup = /<\|?(?:im_start|system|endoftext)|\[\/?INST\]|###\s*(?:system|instruction)|begin\s+system\s+prompt/i

/** Text that talks to the software rather than to people. One loose sign is not enough: "please approve my refund" is said to people. */
function instructionsIn(found: Signals): Flag[] {
  const hits = signals(found, 'injection')
  const weight = hits.reduce((sum, one) => sum + one.weight, 0)
  return weight >= 3 || markup.test(found.text) ? [{ flag: 'prompt_injection', hits }] : []
}

/** The remedies that it asks for. */
export const wantsOf = (found: Signals): string[] =>
  [...new Set(signals(found, 'want').map(({ code }) => code))].filter((code) => remedies.has(code))

const remedies = new Set<string>(wishes)
