import { type Signals, signals } from './find-signals.ts'
import { personThreats } from './read-risk.ts'

/** A span that is no word of a lexicon: capitals, exclamation marks, pictures. */
export interface Mark {
  start: number
  end: number
  rule: string
}

/** How strongly a complaint speaks, 0 to 10: a sum of what is heard in it, and what tempers it. */
export function emotionOf(found: Signals, marks: readonly Mark[]): number {
  const said = sources.reduce((sum, source) => sum + weightOf(found, source), 0)
  const sum = quiet + said + situation(found, said) + repeatedWords(found) + loudness(found, marks) - softness(found)
  return Math.max(floorOf(found), Math.min(ceilingOf(found), Math.max(1, Math.round(sum))))
}

/** Of praise and questions only the liveliness. */
export const livelinessOf = (found: Signals, marks: readonly Mark[]): number =>
  Math.min(4, Math.round(Math.min(2, signals(found, 'praise').length * 0.3) + loudness(found, marks) * 0.5))

/** Exclamation marks, capitals and pictures, where they stand. */
export function marksIn(found: Signals): Mark[] {
  // Orders to the software are written in capitals too; they are nobody's anger.
  const ordered = new Set(signals(found, 'injection').map(({ sentence }) => sentence))
  const of = (rule: string, pattern: RegExp) =>
    [...found.text.matchAll(pattern)].slice(0, 20).map((match) => ({ start: match.index, end: match.index + match[0].length, rule }))
  const shouted = found.words.filter((word) => word.shouted && !ordered.has(word.sentence) && !abbreviations.has(word.text))
  return [
    ...of('exclamation', /[!¡]+/g),
    ...of('angry_picture', /[😠😡🤬😤👿💢🖕]/gu),
    ...of('sad_picture', /[😭😢😞😩😫😔💔🙄😒👎]/gu),
    ...shouted.slice(0, 40).map(({ start, end }) => ({ start, end, rule: 'capitals' })),
  ]
}

const abbreviations = new Set(
  'usa uk eu iban vat pdf sms gps tv pnr imei nhs afm gdpr rgpd seo dni nif faq url αφμ δεη κεπ φπα ελτα'.split(' '),
)

// A grievance told without any sign of feeling.
const quiet = 1.6

/** What one hit weighs, what each further one adds, and how much all of them may. */
interface Source {
  group: string
  codes: readonly string[]
  first: number
  more: number
  most: number
}

const sources: readonly Source[] = [
  { group: 'anger', codes: ['strong'], first: 2.4, more: 0.9, most: 4.5 },
  { group: 'anger', codes: ['mild'], first: 0.8, more: 0.4, most: 1.8 },
  { group: 'anger', codes: ['question'], first: 1.6, more: 0.6, most: 2 },
  { group: 'anger', codes: ['sarcasm'], first: 2.2, more: 0, most: 2.2 },
  { group: 'anger', codes: ['grief'], first: 2, more: 0.7, most: 3 },
  { group: 'anger', codes: ['despair'], first: 3, more: 0, most: 3 },
  { group: 'anger', codes: ['loud'], first: 3.6, more: 0, most: 3.6 },
  { group: 'abuse', codes: ['insult'], first: 3, more: 0.7, most: 4.4 },
  { group: 'abuse', codes: ['profanity'], first: 1.6, more: 0.4, most: 2.4 },
  { group: 'threat', codes: ['review'], first: 1.2, more: 0, most: 1.2 },
  { group: 'repeat', codes: ['strong', 'counted'], first: 0.6, more: 0.6, most: 1.2 },
  { group: 'repeat', codes: ['weak'], first: 0.2, more: 0.2, most: 0.6 },
  { group: 'vulnerable', codes: ['bereaved'], first: 1.6, more: 0, most: 1.6 },
  { group: 'hardship', codes: ['money'], first: 1.5, more: 0.5, most: 2.5 },
  { group: 'flag', codes: ['human', 'speak_to_manager'], first: 0.8, more: 0, most: 0.8 },
]

function weightOf(found: Signals, { group, codes, first, more, most }: Source): number {
  // "He does not shout": then nobody is loud.
  if (codes[0] === 'loud' && found.negated.some(({ code }) => code === 'loud')) return 0
  const count = codes.reduce((sum, code) => sum + signals(found, group, code).length, 0)
  return count === 0 ? 0 : Math.min(most, first + (count - 1) * more)
}

/** What somebody goes through weighs, also where they keep their voice down. */
function situation(found: Signals, said: number): number {
  const hurt = signals(found, 'category').some(({ code, weight }) => weight >= 2 && (code === 'staff_conduct' || code === 'discrimination'))
  const cut = signals(found, 'supply', 'essential').length > 0 || (signals(found, 'danger').length > 0 && said > 1)
  const threatened = personThreats(found).length > 0
  return (hurt ? 1.5 : 0) + (cut ? 1.2 : 0) + (threatened ? 4 : 0)
}

/** "Five days. FIVE." A word said again at once, alone. */
function repeatedWords({ words }: Signals): number {
  const again = words.some(({ text, sentence, shouted }, at) => {
    const lone = words[at + 1]?.sentence !== sentence && words[at - 1]?.sentence !== sentence
    return text.length > 2 && (lone || shouted) && words.slice(Math.max(0, at - 6), at).some((word) => word.text === text)
  })
  return again ? 1.2 : 0
}

function loudness({ words, text }: Signals, marks: readonly Mark[]): number {
  const of = (rule: string) => marks.filter((mark) => mark.rule === rule)
  const capitals = of('capitals').length
  const share = capitals / Math.max(1, words.length)
  const exclaimed = of('exclamation').reduce((sum, { start, end }) => sum + (text.startsWith('¡', start) ? 0 : end - start), 0)
  const shouting = share > 0.5 && words.length > 4 ? 3 : Math.min(2.2, capitals * 0.8)
  const pictures = (of('angry_picture').length > 0 ? 2 : 0) + (of('sad_picture').length > 0 ? 1.2 : 0)
  return shouting + Math.min(2.2, exclaimed * 0.7) + pictures
}

const isCalm = (found: Signals): boolean => signals(found, 'anger', 'calm').length > 0

const softness = (found: Signals): number => Math.min(1.6, signals(found, 'anger', 'polite').length * 0.35) + (isCalm(found) ? 1.5 : 0)

const ceilingOf = (found: Signals): number =>
  isCalm(found) && signals(found, 'anger', 'strong').length < 2 && signals(found, 'abuse').length === 0 ? 4 : 10

const floorOf = (found: Signals): number => (signals(found, 'selfharm').length > 0 ? 9 : personThreats(found).length > 0 ? 8 : 0)
