import type { Language } from '#platform/endpoint.ts'
import type { ToneFacts } from '../../contract/check.ts'
import type { JudgedText } from '../judged-text.ts'
import type { Finding } from './finding.ts'

/** What was found in a text so far: positions are of the text as written. */
export interface Found {
  cues: readonly { cue: string; kind?: 'experience' | 'fault' | undefined; start: number; end: number }[]
  categories: ReadonlySet<string>
}

/** Whether the cause of the fault is known, from whatever the record says about it; null where it says nothing. */
export function causeEstablished(facts: ToneFacts | null): boolean | null {
  const cause = facts?.cause
  if (cause === undefined) return null
  if (cause === null || typeof cause === 'boolean') return cause === true
  const said = (typeof cause === 'string' ? cause : (cause.status ?? '')).trim().toLowerCase()
  return !notYet.has(said)
}

const notYet = new Set([
  '',
  'unknown',
  'suspected',
  'open',
  'pending',
  'none',
  'not_established',
  'not established',
  'unclear',
  'investigating',
  'false',
  'no',
  'disputed',
])

/** Fault is admitted only when it is known; a refusal says more than a policy; facts for who wants facts, and an ear for who wants one. */
export function checkSubstance(text: JudgedText, facts: ToneFacts | null, found: Found): Finding[] {
  return [...untimelyFault(facts, found), ...policyOnly(text, found), ...wrongSide(text, facts, found)]
}

function untimelyFault(facts: ToneFacts | null, { cues }: Found): Finding[] {
  if (causeEstablished(facts) !== false) return []
  return cues
    .filter(({ cue, kind }) => cue === 'apology' && kind === 'fault')
    .map(({ start, end }) => ({ rule: 'fault_without_cause', category: 'record', severity: 2, start, end }))
}

const refuses: Record<Language, RegExp> = {
  en: /(?<!\p{L})(?:(?:cannot|can't|can not|couldn't|won't|will not|unable to|not able to|not possible to|do not|don't) (?:\p{L}+ ){0,2}?(?:refund|replace|accept|offer|grant|agree|approve|give|compensate|exchange|cancel|waive|credit|reimburse|pay|return|process)|(?:refuse|reject|declin|deni)\p{L}*|not (?:entitled|eligible|covered|refundable)|non-?refundable|not upheld)/iu,
  el: /(?<!\p{L})(?:δεν? (?:μπορ(?:ώ|ούμε|εί)|γίνεται|είναι δυνατ\p{L}+|δικαιούστε|καλύπτ\p{L}+|επιστρέφ\p{L}+|δέχ\p{L}+|προβλέπεται|εγκρί\p{L}+)|απορρίπτ\p{L}+|απορρίφθηκε|αδυνατούμε|αρνούμαστε|δεν θα (?:σας |γίνει |μπορέσ)\p{L}*)/iu,
  es: /(?<!\p{L})(?:no (?:podemos|puedo|es posible|procede|se (?:puede|admite|acepta|devuelve)\p{L}*|aceptamos|admitimos|cubre|tiene derecho|vamos a|le (?:podemos|corresponde))|rechaz\p{L}+|deneg\p{L}+|denieg\p{L}+|desestim\p{L}+)/iu,
}
const cites: Record<Language, RegExp> = {
  en: /(?<!\p{L})(?:polic(?:y|ies)|terms(?: and conditions)?|t&cs|rules?|contract|conditions|procedure|regulations?|guidelines)(?!\p{L})/iu,
  el: /(?<!\p{L})(?:πολιτική\p{L}*|όρο(?:ι|υς|ων)|όρων|κανονισμ\p{L}+|κανόνες|σύμβαση\p{L}*|συμβόλαιο\p{L}*|διαδικασία\p{L}*)/iu,
  es: /(?<!\p{L})(?:políticas?|condiciones|términos|normas?|normativa|reglamento|contrato|procedimiento)(?!\p{L})/iu,
}

/** CAPABILITIES 70: a refusal that names a policy, and neither a reason nor a way on. */
function policyOnly({ sentences }: JudgedText, { cues, categories }: Found): Finding[] {
  const has = (cue: string) => cues.some((one) => one.cue === cue)
  if (has('cause') || has('solution') || has('options') || has('external_route')) return []
  const tongue = (languages: readonly Language[]) => languages[0] ?? 'en'
  const citing = sentences.find(({ written, languages }) => cites[tongue(languages)].test(written))
  const refusing =
    sentences.some(({ written, languages }) => refuses[tongue(languages)].test(written)) || categories.has('refusal_without_path')
  if (!citing || !refusing) return []
  return [{ rule: 'refusal_cites_only_policy', category: 'policy_shield', severity: 2, start: citing.start, end: citing.end }]
}

/** CAPABILITIES 52: who wants a result is not consoled past it; who wants to be heard is not answered with rules alone. */
function wrongSide({ sentences }: JudgedText, facts: ToneFacts | null, { cues }: Found): Finding[] {
  const wants = facts?.orientation
  const has = (...wanted: string[]) => cues.some(({ cue }) => wanted.includes(cue))
  const figures = sentences.some(({ folded }) => /\d/.test(folded))
  if ((wants === 'result' || wants === 'both') && !figures && !has('solution', 'options', 'cause', 'deadline'))
    return [{ rule: 'result_without_fact', category: 'coverage', severity: 2, start: 0, end: 0 }]
  if ((wants === 'recognition' || wants === 'both') && !has('empathy', 'apology'))
    return [{ rule: 'recognition_without_ear', category: 'coverage', severity: 2, start: 0, end: 0 }]
  return []
}
