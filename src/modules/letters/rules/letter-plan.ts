import type { Outcome } from '#modules/complaints/contract/complaint.ts'
import type { Letter } from '#modules/tone/contract/check.ts'

/** The parts that letters are made of. */
export const blockCodes = [
  'opening',
  'apology',
  'summary',
  'agreed',
  'decision',
  'examined',
  'finding',
  'cause',
  'rule',
  'reasons',
  'solution',
  'options',
  'refused',
  'done',
  'missing',
  'new_date',
  'promised',
  'body',
  'delivered',
  'changed',
  'prevention',
  'choose',
  'rights_kept',
  'still_possible',
  'outside_route',
  'documents',
  'next',
  'deadline',
  'rights',
  'feedback',
  'contact',
  'close',
] as const
export type BlockCode = (typeof blockCodes)[number]

export type Must = 'always' | 'regime' | 'optional'
export interface Part {
  block: BlockCode
  per: 'letter' | 'issue'
  must: Must
}

/** How an issue ended, as far as a letter must say different things of it; `left` needs no answer any more. */
export type Ending = 'granted' | 'partly' | 'goodwill' | 'refused' | 'silent' | 'left' | 'undecided'

const endings: Record<Outcome, Ending> = {
  upheld: 'granted',
  partly_upheld: 'partly',
  not_upheld: 'refused',
  not_upheld_goodwill: 'goodwill',
  out_of_scope: 'refused',
  no_reply: 'silent',
  withdrawn: 'left',
  merged: 'left',
}
export const endingOf = (outcome: Outcome | null): Ending => (outcome === null ? 'undecided' : endings[outcome])

type List = readonly (BlockCode | [BlockCode, Must])[]
interface Plan {
  before: List
  /** Of each issue; in final letters by how it ended. */
  issue: List | Record<'granted' | 'partly' | 'goodwill' | 'refused' | 'silent', List>
  after: List
}

// DOMAIN §1.3: cause, solution with its date and contact for each issue; §2.5: findings and reasons for what we refuse.
const decided = {
  granted: ['decision', 'finding', 'cause', 'solution', 'contact'],
  partly: ['decision', 'finding', 'cause', 'rule', 'reasons', 'solution', 'contact'],
  goodwill: ['decision', 'examined', 'finding', 'rule', 'reasons', 'solution', 'contact'],
  refused: ['decision', 'examined', 'finding', 'rule', 'reasons', 'contact'],
  silent: ['decision', 'reasons', 'contact'],
} as const satisfies Record<string, List>

const plans: Record<Letter, Plan> = {
  acknowledgement: {
    before: ['opening'],
    issue: ['summary'],
    after: ['documents', 'next', ['deadline', 'regime'], 'rights', 'contact', 'close'],
  },
  holding: {
    before: ['opening', 'done', 'missing', 'new_date'],
    issue: [],
    after: [['promised', 'optional'], 'rights', 'contact', 'close'],
  },
  // A wish that is refused has its reason, the rule, and what is still possible (DOMAIN §4.3, §4.5).
  offer: {
    before: ['opening'],
    issue: ['finding', 'options', ['refused', 'regime'], ['reasons', 'regime'], ['rule', 'regime'], ['still_possible', 'regime']],
    after: ['choose', 'rights_kept', 'contact', 'close'],
  },
  final_upheld: {
    before: ['opening', 'apology'],
    issue: decided,
    after: [['promised', 'optional'], 'prevention', 'still_possible', ['outside_route', 'regime'], 'close'],
  },
  final_not_upheld: {
    before: ['opening'],
    issue: decided,
    after: [['promised', 'optional'], 'still_possible', 'outside_route', 'close'],
  },
  summary: { before: ['opening'], issue: ['summary', 'agreed'], after: ['still_possible', 'outside_route', 'contact', 'close'] },
  closing: { before: ['opening', 'delivered', 'changed'], issue: [], after: ['feedback', 'contact', 'close'] },
  message: { before: ['opening', 'body'], issue: [], after: [['contact', 'optional'], 'close'] },
}

/** All parts that a template of this letter writes, in the order of the letter, each once. */
export function partsOf(letter: Letter): Part[] {
  const { before, issue, after } = plans[letter]
  const lists: List[] = Array.isArray(issue) ? [issue] : ['goodwill', 'partly', 'silent'].map((one) => decided[one as keyof typeof decided])
  const own = lists.flat().map((one) => partOf(one, 'issue'))
  const ofIssue = blockCodes.flatMap((code) => own.find(({ block }) => block === code) ?? [])
  return [...before.map((one) => partOf(one, 'letter')), ...ofIssue, ...after.map((one) => partOf(one, 'letter'))]
}

function partOf(one: BlockCode | readonly [BlockCode, Must], per: Part['per']): Part {
  return typeof one === 'string' ? { block: one, per, must: 'always' } : { block: one[0], per, must: one[1] }
}

/** Which letters decide: what they say ends the complaint's question. */
export const isFinal = (letter: Letter): letter is 'final_upheld' | 'final_not_upheld' =>
  letter === 'final_upheld' || letter === 'final_not_upheld'

interface Situation {
  issues: readonly { id: string; outcome: Outcome | null }[]
  /** A law pack of this complaint says what the letter must hold. */
  regime: boolean
  /** Issues on which an offer refuses a wish. */
  refuses?: ReadonlySet<string>
}

export interface Placed {
  block: BlockCode
  issue: string | null
  must: boolean
}

/** The parts of one letter here, in their order; issues that need no answer any more are left out. */
export function planFor(letter: Letter, { issues, regime, refuses = new Set() }: Situation): Placed[] {
  const { before, after } = plans[letter]
  const open = issues.filter(({ outcome }) => endingOf(outcome) !== 'left')
  // DOMAIN §2.5: the outside route stands in a letter that does not grant everything, or where the regime asks.
  const asks = regime || (isFinal(letter) && open.some(({ outcome }) => endingOf(outcome) !== 'granted'))
  const placed = (list: List, issue: string | null) =>
    list.map((one): Placed => {
      const { block, must } = partOf(one, 'letter')
      return { block, issue, must: must === 'always' || (must === 'regime' && asks) }
    })
  return [
    ...placed(before, null),
    ...open.flatMap(({ id, outcome }) => ofIssue(placed(listFor(letter, endingOf(outcome)), id), { letter, refuses: refuses.has(id) })),
    ...placed(after, null),
  ]
}

/** An offer refuses nothing, or says all that belongs to a refusal. */
const ofIssue = (placed: Placed[], { letter, refuses }: { letter: Letter; refuses: boolean }): Placed[] =>
  letter === 'offer' ? placed.filter(({ block }) => refuses || !refusing.has(block)).map((one) => ({ ...one, must: true })) : placed

const refusing: ReadonlySet<BlockCode> = new Set(['refused', 'reasons', 'rule', 'still_possible'])

function listFor(letter: Letter, ending: Ending): List {
  const { issue } = plans[letter]
  if (Array.isArray(issue)) return issue
  if (ending === 'undecided' || ending === 'left') return letter === 'final_upheld' ? decided.granted : decided.refused
  return decided[ending]
}

/** The final letter that the outcomes ask for; null while one is undecided, or where nothing is left to decide. */
export function finalFor(outcomes: readonly (Outcome | null)[]): 'final_upheld' | 'final_not_upheld' | null {
  const ended = outcomes.map(endingOf).filter((ending) => ending !== 'left')
  if (ended.length === 0 || ended.includes('undecided')) return null
  return ended.some((ending) => ending === 'granted' || ending === 'partly') ? 'final_upheld' : 'final_not_upheld'
}

/** Whether a letter may say these outcomes: a quick resolution is summed up only where everything was granted. */
export function isRightLetter(letter: Letter, outcomes: readonly (Outcome | null)[]): boolean {
  const wanted = finalFor(outcomes)
  if (wanted === null || letter === wanted) return true
  if (letter === 'summary') return outcomes.every((outcome) => ['granted', 'left'].includes(endingOf(outcome)))
  return !isFinal(letter)
}
