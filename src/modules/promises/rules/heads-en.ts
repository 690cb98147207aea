import { remembering } from '#modules/tone/rules/remember.ts'
import { clauseAfter, clauseBefore, dead, type Force, type Head, headsWhere, inDate, type ReadSentence, setOf } from './commitment.ts'

/** The commitments of an English sentence, and what is none. */
export const headsInEnglish = (sentence: ReadSentence): Head[] => headsWhere(sentence, forceInEnglish, headAt)

/** What a word may do in an English sentence. */
export const forceInEnglish = remembering((written: string): Force => {
  if (/^(?:will|shall|gonna|going)$|'ll$|ing$/.test(written) || typos[written] !== undefined) return 'binds'
  if (opening.has(written) || acts.has(written) || leaving.has(written)) return 'binds'
  return were.has(written) || asks.has(written) || /^(?:please|have|would|wo|sha|had|was|did|were)|(?:n't|'d)$/.test(written)
    ? 'takes'
    : 'none'
}, 10_000)

const contracted = /^(i|we|you|he|she|it|they|who|that|someone|\p{L}+)'ll$/u
const typos: Readonly<Record<string, string>> = { ill: 'i', well: 'we', youll: 'you', theyll: 'they', itll: 'it', shell: 'she' }
const adverbs = setOf(
  'also then personally certainly gladly definitely again now still of course first immediately happily naturally both all soon shortly kindly surely just be sure and check once directly in turn today tomorrow therefore',
)
const weak = setOf(
  'try hope do remember understand need bear see always never appreciate admit agree imagine consider continue strive aim endeavour endeavor seek know like love want miss wish not no have be take work want look require wait happily accept expect stand value treasure learn use ask assume tell_me struggle gladly',
)
const acts = setOf(
  'call ring phone telephone contact write reply answer respond send email mail e-mail post ship dispatch refund pay credit reimburse replace repair fix deliver arrange issue correct cancel remove waive confirm inform update notify let get come visit collect pick keep provide resolve follow forward transfer compensate return give make exchange investigate drop text reach bring settle sort complete finish have hand book schedule install fit put release raise offer process review report swap find speak talk message back amend adjust organise organize handle escalate check chase ensure apply share supply restore reinstate deduct deposit submit pass clear be touch ping fax bring shout set carry deal explain hear lodge start begin print work reissue redeliver resend recredit reverse rectify recalculate top extend meet go take tell place attend tackle assign rebook look ask',
)
const received = setOf('receive get have hear find see notice obtain be')
const thirdActs = setOf(
  'call ring phone telephone contact come visit deliver arrive reach collect pick leave go be appear follow get send pay refund repair fix write reply answer install bring hand email text correct ship take show drop post have replace complete issue update speak look inspect let return confirm give fit credit process land help see attend start finish check',
)
const participle =
  /(?:ed|en)$|^(?:sent|paid|made|told|given|put|set|done|brought|kept|met|dealt|sorted|written|rung|fit|swapped|built|left|issued|refunded|shown|held)$/
const unwelcome = setOf(
  'charged billed invoiced disconnected closed expired deducted terminated cancelled canceled asked required expected changed increased disappointed',
)
const generic = setOf(
  'customer client customers clients complaints complainants anyone everyone refunds orders parcels law contract price prices fee fees tariff lines line guarantee warranty train statements transfers members passengers applicants claims people nobody weather policy subscription bank cold rent shop shops store office branch website system banks holidays rates offers cover membership it_cold',
)
const hedges = setOf(
  'hope hopefully perhaps maybe possibly probably might may could would should try usually normally generally typically likely unlikely ideally suppose think believe guess aim trying hoping expect wish whether',
)
// Behind the verb, only an adverb takes something back: «I will let you know what we could do» is firm.
const doubts = setOf('hopefully perhaps maybe possibly probably might usually normally generally typically likely unlikely ideally')
const denials = setOf("cannot can't don't doesn't unable not never nobody isn't aren't")
const firmThird = setOf('call contact ring phone visit deliver reach collect refund repair')

interface Verb {
  subject: 'we' | 'you' | 'third'
  at: number
  /** Where the commitment stands: the auxiliary, or the verb. */
  head: number
}

function headAt(sentence: ReadSentence, at: number): Head | null {
  if (inDate(sentence, at) && sentence.words[at]?.folded !== 'may') return null
  return (
    future(sentence, at) ??
    promised(sentence, at) ??
    progressive(sentence, at) ??
    present(sentence, at) ??
    othersPart(sentence, at) ??
    told(sentence, at)
  )
}

const wordAt = ({ words }: ReadSentence, at: number): string => words[at]?.folded ?? ''

function future(sentence: ReadSentence, at: number): Head | null {
  const word = wordAt(sentence, at)
  if (word === "won't" || word === "shan't") return dead(at)
  if (word === 'going') return wordAt(sentence, at + 1) === 'to' ? goingTo(sentence, at) : null
  const own = contracted.exec(word)?.[1] ?? typoSubject(sentence, at)
  if (!own && !/^(?:will|shall|gonna)$/.test(word)) return null
  return judged(sentence, { subject: own ? personOf(own) : subjectBefore(sentence, at), at: verbAfter(sentence, at + 1), head: at })
}

function goingTo(sentence: ReadSentence, at: number): Head | null {
  if (/^(?:was|were|wasn't|weren't|not)$/.test(wordAt(sentence, at - 1))) return dead(at)
  return judged(sentence, { subject: subjectBefore(sentence, at - 1), at: verbAfter(sentence, at + 2), head: at })
}

/** «ill text you»: a typo only where a verb follows and a clause begins. */
function typoSubject(sentence: ReadSentence, at: number): string | undefined {
  const subject = typos[wordAt(sentence, at)]
  const starts = at === 0 || sentence.clauses[at - 1] !== sentence.clauses[at] || /^(?:and|so|but|then)$/.test(wordAt(sentence, at - 1))
  return subject !== undefined && starts && acts.has(wordAt(sentence, at + 1)) ? subject : undefined
}

function verbAfter(sentence: ReadSentence, from: number): number {
  let at = from
  while (
    at < from + 5 &&
    (adverbs.has(wordAt(sentence, at)) || inDate(sentence, at) || wordAt(sentence, at).endsWith('ly')) &&
    wordAt(sentence, at) !== 'be'
  )
    at += 1
  return at
}

const personOf = (word: string): Verb['subject'] => (word === 'i' || word === 'we' ? 'we' : word === 'you' ? 'you' : 'third')

/** Whose verb it is: the last pronoun of the clause, else a noun; after a bare «and», whose the one before was; at the start, the writer's own. */
function subjectBefore(sentence: ReadSentence, at: number): Verb['subject'] {
  const before = clauseBefore(sentence, at).filter((word) => !/^(?:and|but|so|then|also)$/.test(word))
  if (before.length === 0) return 'we'
  // «I can confirm that the amount will …»: what stands before «that» is another clause.
  const own = before.slice(before.slice(0, -1).lastIndexOf('that') + 1)
  const pronoun = own.findLast((word) => /^(?:i|we|you|he|she|they|it)(?:'|$)/.test(word)) ?? ''
  if (pronoun.startsWith('you')) return own.at(-1) === pronoun ? 'you' : 'third'
  return /^(?:i|we)(?:'|$)/.test(pronoun) ? 'we' : 'third'
}

function judged(sentence: ReadSentence, verb: Verb): Head | null {
  const word = wordAt(sentence, verb.at)
  if (/^(?:not|never|no|hardly|only)$/.test(word)) return dead(verb.head)
  if (isDoubtful(clauseBefore(sentence, verb.head), clauseAfter(sentence, verb.head))) return dead(verb.head)
  if (reported(sentence, verb)) return dead(verb.head)
  const rest = clauseAfter(sentence, verb.at)
  if (verb.subject === 'we') return ours(verb.head, rest)
  return verb.subject === 'you' ? yours(verb.head, rest) : theirs({ sentence, verb, rest })
}

function isDoubtful(before: readonly string[], after: readonly string[]): boolean {
  const denied = before.some((word) => denials.has(word)) && !before.some((word) => word === 'worry' || word === 'hesitate')
  return (
    denied ||
    before.some((word) => hedges.has(word)) ||
    after.some((word) => doubts.has(word) || word === 'nobody') ||
    /\bno (?:one|way)\b/.test(before.join(' '))
  )
}

const live = (at: number, certainty: number, firm = false): Head => ({ at, live: true, firm, certainty })

function ours(at: number, [verb = '', ...rest]: readonly string[]): Head | null {
  const said = rest.slice(0, 6).join(' ')
  const special = specialVerbs[verb]
  if (special) return special(at, said)
  if (acts.has(verb)) return live(at, 0.95, reaches.test(said) && !small.has(verb))
  return weak.has(verb) ? dead(at) : live(at, 0.8)
}

const reaches = /\b(?:you|your|yours|it|this|the|back|touch|a|an)\b/
const small = setOf('look see check take go ask start begin have')
const presence = /^(?:in touch|with you|back|there|calling|\p{L}+ing|able to|at your|round|over)/u

// Verbs that promise something only with certain words behind them.
const specialVerbs: Readonly<Record<string, (at: number, said: string) => Head>> = {
  be: (at, said) => (presence.test(said) && !said.startsWith('being') ? live(at, 0.9, /ing|touch/.test(said)) : dead(at)),
  do: (at, said) => (/\b(?:it|so|this|that)\b/.test(said) && !said.includes('best') ? live(at, 0.7) : dead(at)),
  have: (at, said) => (said === '' ? dead(at) : live(at, 0.85)),
  take: (at, said) => (/account|seriously|board|notice|note/.test(said) ? dead(at) : live(at, 0.8)),
  look: (at, said) => (said.includes('forward') ? dead(at) : live(at, 0.9)),
  see: (at, said) => (/^(?:to|that)\b/.test(said) ? live(at, 0.8) : dead(at)),
}

function yours(at: number, [verb = '', ...rest]: readonly string[]): Head {
  const said = rest.slice(0, 6).join(' ')
  if (verb === 'be') return done(at, rest, /^able to (?:collect|pick|see|find|use)/)
  const firm = !/^(?:find|see|notice|have)$/.test(verb)
  return received.has(verb) && !(verb === 'have' && /^to\b/.test(said)) ? live(at, 0.9, firm) : dead(at)
}

/** «be refunded», «being called»: what is done to somebody; or a place that says that it is done. */
function done(at: number, rest: readonly string[], place: RegExp): Head {
  const passive = (rest[0] === 'being' ? rest[1] : rest[0]) ?? ''
  const isDone = participle.test(passive) && !unwelcome.has(passive)
  return isDone || place.test(rest.slice(0, 8).join(' ')) ? live(at, 0.85, isDone) : dead(at)
}

function theirs({ sentence, verb, rest: [act = '', ...rest] }: { sentence: ReadSentence; verb: Verb; rest: readonly string[] }): Head {
  if (clauseBefore(sentence, verb.head).some((word) => generic.has(word))) return dead(verb.head)
  if (act === 'be') return done(verb.head, rest, thereForYou)
  const toYou = /\b(?:you|your)\b/.test(rest.slice(0, 8).join(' '))
  return thirdActs.has(act) || toYou ? live(verb.head, 0.85, firmThird.has(act) && toYou) : dead(verb.head)
}

const thereForYou =
  /^(?:with you|at your|in your|ready|back|there|here|on (?:its|his|her|the|their) way|coming|calling|writing|in touch|available for you|yours|round|delivering|visiting|\p{L}+ing you)/u

/** «You were told that …», «you wrote that we will …», «he promised that they will …» */
function reported({ words }: ReadSentence, { head, subject }: Verb): boolean {
  const before = words
    .slice(0, head)
    .map(({ folded }) => folded)
    .join(' ')
  return toldToYou.test(before) || (subject === 'third' && toldByThem.test(before))
}

const toldToYou =
  /\byou (?:(?:were|are|have been|had been) (?:told|promised|informed|assured|given)|said|say|write|wrote|claim|claimed|mention|mentioned|were expecting|expected|believe|thought|state|stated|understood)\b/
const toldByThem = /\b(?:he|she|they|who|colleague|manager|agent|technician|driver) (?:had )?(?:said|told|promised|assured|claimed|wrote)\b/

const opening = setOf('promise guarantee undertake commit pledge vow my expect anticipate count rely let')
// What stands before the word and after it; «▸» is where it stands.
const vows = [
  /\b(?:i|we)\b.*▸(?:promise|guarantee|undertake|commit|pledge|vow)\b/,
  /\bhave ▸my word\b/,
  /^(?:please )?▸(?:expect|anticipate|count on|rely on)\b.*\b(?:my|our|me|us|call|reply|answer|letter|visit|refund)\b/,
  /\b(?:can|may) ▸(?:expect|anticipate|count on|rely on)\b.*\b(?:my|our|me|us|call|reply|answer|letter|visit|refund)\b/,
  /▸let me get (?:back|in)\b/,
  /▸let me (?:call|ring|phone|email|mail|text|send|check|confirm|contact|write|find|arrange|sort|update|follow|reply|refund|bring|chase|pass|post)\b/,
]
const withdrawn = /\b(?:not|never|cannot|can't|don't|won't|unable|if|might|could|would)\b/

/** «You have my word», «we guarantee …», «expect my call», «let me ring you». */
function promised(sentence: ReadSentence, at: number): Head | null {
  if (!opening.has(wordAt(sentence, at))) return null
  const before = clauseBefore(sentence, at).join(' ')
  const clause = `${before}${before === '' ? '' : ' '}▸${clauseAfter(sentence, at).join(' ')}`
  return !withdrawn.test(before) && vows.some((one) => one.test(clause)) ? live(at, 0.9) : null
}

/** «I am sending it today», «the technician is coming to you tomorrow»: with a date. */
function progressive(sentence: ReadSentence, at: number): Head | null {
  const doing = /^(\p{L}{2,})ing$/u.exec(wordAt(sentence, at))?.[1]
  if (!doing || !/^(?:am|are|is|i'm|im|we're|he's|she's|it's|they're)$/.test(verbBefore(sentence, at))) return null
  const before = clauseBefore(sentence, at)
  if (before.some((each) => hedges.has(each) || each === 'not') || !isAct(doing)) return dead(at)
  if (before.some((each) => /^(?:i|we|i'm|im|we're)$/.test(each))) return live(at, 0.8)
  const serves = toYou(clauseAfter(sentence, at)) && before.at(-2) !== 'you' && !before.some((each) => generic.has(each))
  return serves ? live(at, 0.75) : dead(at)
}

const toYou = (clause: readonly string[]): boolean => clause.some((word) => word === 'you' || word === 'your')

function verbBefore(sentence: ReadSentence, at: number): string {
  for (let back = at - 1; back >= Math.max(0, at - 3); back -= 1)
    if (!adverbs.has(wordAt(sentence, back)) && !wordAt(sentence, back).endsWith('ly')) return wordAt(sentence, back)
  return ''
}

const isAct = (stem: string): boolean => acts.has(stem) || acts.has(`${stem}e`) || acts.has(stem.slice(0, -1)) || stem === 'com'

/** «I ring you back at five», «your parcel goes out to you tomorrow» */
function present(sentence: ReadSentence, at: number): Head | null {
  const word = wordAt(sentence, at)
  if (!acts.has(word) && !leaving.has(word)) return null
  const before = clauseBefore(sentence, at)
  const clause = [...before, ...clauseAfter(sentence, at)]
  if (/^(?:i|we)$/.test(before.findLast((each) => !adverbs.has(each)) ?? '')) return idle.has(word) || !toYou(clause) ? null : live(at, 0.7)
  return leaving.has(word) ? comesToYou(at, before, clause) : null
}

function comesToYou(at: number, before: readonly string[], clause: readonly string[]): Head {
  return before.length > 0 && toYou(clause) && !before.some((each) => generic.has(each)) ? live(at, 0.65) : dead(at)
}

const idle = setOf('have be look ask hear take do find see')
const leaving = setOf('comes goes arrives leaves ships follows')

/** What the customer shall do: it takes its date away from us. */
function othersPart(sentence: ReadSentence, at: number): Head | null {
  const next = wordAt(sentence, at + 1)
  const word = wordAt(sentence, at)
  if (word === 'please') return /^(?:leave|expect|rest|be|accept)$/.test(next) ? null : dead(at)
  if (word === 'have') return /^(?:to|until|till|time)$/.test(next) ? dead(at) : null
  return asks.has(word) && !/^(?:expect|count|rely|be|my|our)$/.test(next) ? dead(at) : null
}

const asks = setOf("can may could must need should would might cannot can't want ought")

const were = setOf(
  'was were did had sent told wrote called rang spoke said came went got made paid gave took left found promised planned asked agreed replied received reached delivered refunded posted resolved registered assured explained met answered',
)

/** What was takes its date away, too. */
function told(sentence: ReadSentence, at: number): Head | null {
  const word = wordAt(sentence, at)
  if (word === 'would' || word.endsWith("'d") || /^(?:hadn't|wasn't|didn't|weren't)$/.test(word)) return dead(at)
  if (!were.has(word) || at === 0) return null
  const before = clauseBefore(sentence, at)
  // «We'll have it repaired», «will get that refunded», «the corrected bill»: a participle.
  if (before.some((each) => /^(?:will|shall|going)$|'ll$/.test(each))) return null
  return /^(?:be|been|get|being|is|are|will|the|a|an|your|our|my|by|as)$/.test(before.at(-1) ?? '') ? null : dead(at)
}
