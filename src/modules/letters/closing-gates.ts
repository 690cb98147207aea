import { letterRulesOf } from '#modules/clocks/index.ts'
import type { Outcome } from '#modules/complaints/contract/complaint.ts'
import { complaintFor } from '#modules/complaints/index.ts'
import { findSent, type SentMessage } from '#modules/conversations/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { blockName } from './compose.ts'
import type { Section } from './rules/compose-letter.ts'
import { type BlockCode, endingOf, finalFor, isFinal, isRightLetter, planFor } from './rules/letter-plan.ts'
import { plain, stands } from './rules/missing-in-letter.ts'

interface Decided {
  id: string
  outcome: string | null
  sentence: string | null
}

/**
 * Three gates for closing, from one look at what was sent. B1: the decision on each issue stands in a sent message. B2: the right final letter
 * was sent, in the customer's language and in writing. B6: that letter holds what it must hold.
 */
export async function lettersSent(work: Work, { complaint: id, issues }: Acts['complaint.close']): Promise<Missing[]> {
  const judged = issues.map(judgedOf)
  const wanted = finalFor(judged.map(({ outcome }) => outcome))
  if (judged.every(({ outcome }) => endingOf(outcome) === 'left' || outcome === null)) return []
  const sent = await findSent(work, id)
  const silent = unansweredAmong({ issues: judged, sent })
  const missing: Missing[] = silent.length === 0 ? [] : [{ gate: 'B1', reason: 'letters.not_answered', data: { count: silent.length } }]
  return wanted === null ? missing : [...missing, ...(await finalGates(work, id, { issues: judged, sent }))]
}

/** For `complaint.resolve`: whether the customer was told the decision on each issue, in this message or before. */
export async function decisionTold(work: Work, { complaint, issues }: Acts['complaint.resolve']): Promise<Missing[]> {
  const silent = unansweredAmong({ issues: issues.map(judgedOf), sent: await findSent(work, complaint) })
  return silent.length === 0 ? [] : [{ gate: 'B1', reason: 'letters.not_answered', data: { count: silent.length } }]
}

/** The decided issues whose decision stands in no sent message. */
export async function unansweredIssues<Issue extends Decided>(work: Work, complaint: Id, issues: readonly Issue[]): Promise<Issue[]> {
  const silent = unansweredAmong({ issues: issues.map(judgedOf), sent: await findSent(work, complaint) })
  return issues.filter(({ id }) => silent.some((one) => one.id === id))
}

type Judged = { id: string; outcome: Outcome | null; sentence: string | null }
// Held to the contract's codes by the column's check constraint.
const judgedOf = ({ id, outcome, sentence }: Decided): Judged => ({ id, outcome: outcome as Outcome | null, sentence })

interface Looked {
  issues: readonly Judged[]
  sent: readonly SentMessage[]
}

function unansweredAmong({ issues, sent }: Looked): Judged[] {
  const open = issues.filter(({ outcome, sentence }) => outcome !== null && endingOf(outcome) !== 'left' && sentence?.trim())
  if (open.length === 0) return []
  const said = sent.map(({ text }) => plain(text))
  return open.filter(({ sentence }) => !said.some((text) => stands(sentence, text)))
}

async function finalGates(work: Work, id: Id, { issues, sent }: Looked): Promise<Missing[]> {
  const { language } = await complaintFor(work, id)
  const outcomes = issues.map(({ outcome }) => outcome)
  const decides = (message: SentMessage) =>
    message.letter !== null && (isFinal(message.letter) || message.letter === 'summary') && isRightLetter(message.letter, outcomes)
  const final = sent.filter((message) => decides(message) && message.by_hand !== 'told')
  if (final.length === 0) return [{ gate: 'B2', reason: 'letters.no_final' }]
  const own = final.filter((message) => message.language === null || message.language === language)
  const last = own.at(-1)
  if (!last) return [{ gate: 'B2', reason: 'letters.final_in_other_language', data: { language } }]
  const absent = await absentIn(work, id, { message: last, issues })
  return absent.length === 0
    ? []
    : [{ gate: 'B6', reason: 'letters.contents_absent', data: { blocks: absent.map((block) => blockName(work, block)).join(', ') } }]
}

/** The parts that the letter must hold and does not. What was sent as a free reply has no parts to look at: none of them is known to be there. */
async function absentIn(
  work: Work,
  complaint: Id,
  { message, issues }: { message: SentMessage; issues: readonly Judged[] },
): Promise<BlockCode[]> {
  const { letter } = message
  if (letter === null) return []
  const [row, rules] = await Promise.all([
    work.db
      .selectFrom('letters_letters')
      .select('content')
      .where('complaint_id', '=', complaint)
      .where('message_id', '=', message.id)
      .executeTakeFirst(),
    letterRulesOf(work, complaint),
  ])
  const asks = rules.some(({ must_say }) => (must_say[letter === 'summary' ? 'summary' : 'final'] ?? []).length > 0)
  const wanted = planFor(letter, { issues, regime: asks }).filter(({ must }) => must)
  // Written by send-letter.ts alone.
  const { sections } = (row?.content ?? { sections: [] }) as unknown as { sections: Section[] }
  const there = new Set(sections.flatMap(({ issue, blocks }) => blocks.map(({ block }) => `${block} ${issue ?? ''}`)))
  return [...new Set(wanted.filter(({ block, issue }) => !there.has(`${block} ${issue ?? ''}`)).map(({ block }) => block))]
}
