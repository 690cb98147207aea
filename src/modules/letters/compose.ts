import { letterRulesOf } from '#modules/clocks/index.ts'
import type { Issue } from '#modules/complaints/contract/complaint.ts'
import { type ComplaintRecord, complaintFor, issuesOf } from '#modules/complaints/index.ts'
import { mayWrite } from '#modules/conversations/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import type { Letter } from '#modules/tone/contract/check.ts'
import { foldForRules } from '#modules/tone/rules/fold-map.ts'
import { amountMentions } from '#modules/tone/rules/record/check-amounts.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Missing } from '#platform/fact.ts'
import type { Money } from '#platform/money.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { LetterDraft, LetterIssue, LetterMissing } from './contract.ts'
import { findLetterRecord, type Known } from './find-letter-record.ts'
import { templateFor } from './find-template.ts'
import type { AskedOffer } from './options/contract.ts'
import { type ReadOffer, readOffer } from './options/index.ts'
import { type DraftedBlock, draftBlocks, type Section, sectionsOf, type WrittenBlock, withWritten } from './rules/compose-letter.ts'
import { fillBlock } from './rules/fill-block.ts'
import { wordsOf } from './rules/lay-out.ts'
import { type BlockCode, isFinal, isRightLetter, planFor } from './rules/letter-plan.ts'
import { sayIn } from './rules/letter-words.ts'
import { coveredIssues, type MissingPart, missingInLetter } from './rules/missing-in-letter.ts'
import './refusals.ts'

/** Says what is missing to the caller, as the rest of the house says it. */
export type SayMissing = (work: Work, missing: Pick<Missing, 'reason' | 'data'>) => string

/** What was written in place of the draft. */
export interface Written {
  language?: Language | undefined
  subject?: string | undefined
  blocks?: readonly WrittenBlock[] | undefined
  offer?: AskedOffer | undefined
}

export interface Composed {
  complaint: ComplaintRecord
  letter: Letter
  language: Language
  template: number
  subject: string
  issues: Issue[]
  known: Known
  regime: LetterDraft['regime']
  /** As the record drafts them. */
  drafted: DraftedBlock[]
  blocks: DraftedBlock[]
  sections: Section[]
  /** What the customer chooses from by a link; null of a letter without one. */
  offer: ReadOffer | null
  /** In plain words. */
  words: string
}

/** A letter as it would stand: drafted from the record, with what was written in its place. */
export async function composeLetter(
  work: Work,
  { complaint: id, letter }: { complaint: Id; letter: Letter },
  written: Written,
): Promise<Composed> {
  const complaint = await complaintFor(work, id)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const language = written.language ?? (complaint.language as Language) // the column's check holds the same codes
  const [issues, template, rules] = await Promise.all([
    issuesOf(work, complaint.id),
    templateFor(work, letter, language),
    letterRulesOf(work, complaint.id),
  ])
  const known = await findLetterRecord(work, complaint, { language, issues, presets: rules.map(({ code }) => code) })
  const regime = rules
    .map(({ code, names, must_say }) => ({ preset: code, name: names[language], says: must_say[saidIn(letter)] ?? [] }))
    .filter(({ says }) => says.length > 0)
  const offer = await offerIn(work, { complaint, letter, language, issues }, written.offer)
  const plan = planFor(letter, { issues, regime: regime.length > 0, ...(offer && { refuses: offer.refuses }) })
  const fromRecord = draftBlocks(plan, template.wording, { language, record: known.record, issues: known.issues })
  const drafted = offer === null ? fromRecord : withOffer(fromRecord, offer)
  const { blocks, lost } = withWritten(drafted, written.blocks ?? [])
  if (lost.length > 0) throw refuse('letters.unknown_block', { blocks: [...new Set(lost.map(({ block }) => block))].join(', ') })
  const sections = sectionsOf(blocks, titlesOf(complaint, issues))
  return {
    complaint,
    letter,
    language,
    issues,
    known,
    regime,
    drafted,
    blocks,
    sections,
    offer,
    template: template.number,
    subject: written.subject?.trim() ?? fillBlock(template.wording.subject, known.record, language),
    words: wordsOf(sections),
  }
}

/** Only the letter that offers can let choose. */
async function offerIn(
  work: Work,
  { letter, ...situation }: { complaint: ComplaintRecord; letter: Letter; language: Language; issues: readonly Issue[] },
  asked: AskedOffer | undefined,
): Promise<ReadOffer | null> {
  if (asked === undefined) return null
  if (letter !== 'offer') throw refuse('options.other_letter')
  return readOffer(work, situation, asked)
}

/** What is offered writes parts by itself. */
const withOffer = (drafted: readonly DraftedBlock[], { blocks }: ReadOffer): DraftedBlock[] =>
  drafted.map((one) => ({ ...one, text: blocks.get(`${one.block} ${one.issue ?? ''}`) ?? one.text }))

/** Law packs speak of four letters: both final ones are one of them, and what concerns an offer is said in the answer. */
function saidIn(letter: Letter): 'acknowledgement' | 'holding' | 'summary' | 'final' {
  if (letter === 'acknowledgement' || letter === 'holding' || letter === 'summary') return letter
  return 'final'
}

const titlesOf = ({ order_numbers }: ComplaintRecord, issues: readonly Issue[]): ReadonlyMap<string, string> =>
  new Map(
    issues.map(({ id, title }, at) => [
      id,
      issues.length > 1 ? `${at + 1}. ${maskNumbers(title, order_numbers)}` : maskNumbers(title, order_numbers),
    ]),
  )

/** Everything that keeps a letter from leaving, here and in other modules. */
export async function missingIn(work: Work, composed: Composed, byHand: boolean): Promise<MissingPart[]> {
  const { complaint, letter, language, words, known } = composed
  const elsewhere = await work.allow.missing('letter.send', {
    complaint: complaint.id,
    letter,
    language,
    text: words,
    amounts: amountsIn(words),
  })
  const nowhere = byHand && known.address === null
  return [
    ...missingInLetter(composed),
    ...(composed.offer?.missing ?? []),
    ...elsewhere.map(({ reason, data = {} }) => ({ reason, data: wordsIn(data), block: null, issue: null })),
    ...(nowhere ? [{ reason: 'letters.no_postal_address', data: {}, block: null, issue: null }] : []),
  ]
}

const wordsIn = (data: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]))

/** The sums of money in a text, each once; a sum without a currency is none. */
function amountsIn(text: string): Money[] {
  const found = amountMentions(foldForRules(text)).flatMap(({ hundredths, currency }) =>
    currency === null ? [] : [{ minor: hundredths, currency }],
  )
  return found.filter(({ minor, currency }, at) => found.findIndex((one) => one.minor === minor && one.currency === currency) === at)
}

/** How a part of a letter is called, to who asks. */
export const blockName = (work: Work, block: BlockCode): string =>
  sayIn(work.actor.kind === 'person' ? work.actor.language : 'en')(`letters:block.${block}`)

/** The same as a screen shows it, each with its sentence. */
export function presentMissing(work: Work, missing: readonly MissingPart[], say: SayMissing): LetterMissing[] {
  return missing.map(({ reason, data, block, issue }) => ({
    code: reason,
    sentence: say(work, { reason, data: { ...data, ...(block && { block: blockName(work, block) }) } }),
    block,
    issue,
    promise: reason === 'letters.date_unpromised' ? { text: data['said'] ?? '', due: data['due'] ?? '' } : null,
  }))
}

export function presentIssues(composed: Composed): LetterIssue[] {
  const covered = new Set(coveredIssues(composed))
  return composed.issues.map(({ id, position, title, outcome, sentence }) => ({
    id,
    position,
    title,
    outcome,
    sentence,
    covered: covered.has(id),
  }))
}

/** Whether the outcomes allow this letter at all. */
export const isRight = ({ letter, issues }: Composed): boolean =>
  isRightLetter(
    letter,
    issues.map(({ outcome }) => outcome),
  ) &&
  (!isFinal(letter) || issues.length > 0)
