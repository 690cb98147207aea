import type { Outcome } from '#modules/complaints/contract/complaint.ts'
import { slotLabel, unfilledSlots } from '#modules/knowledge/rules/slots.ts'
import type { Letter } from '#modules/tone/contract/check.ts'
import { fold } from '#platform/fold.ts'
import type { DraftedBlock } from './compose-letter.ts'
import { type BlockCode, endingOf, isFinal, isRightLetter } from './letter-plan.ts'

export interface JudgedIssue {
  id: string
  title: string
  outcome: Outcome | null
  sentence: string | null
}

/** Why a letter cannot leave: the code of a refusal with its figures, and where in the letter. */
export interface MissingPart {
  reason: string
  data: Record<string, string>
  block: BlockCode | null
  issue: string | null
}

interface Judged {
  letter: Letter
  subject: string
  blocks: readonly DraftedBlock[]
  issues: readonly JudgedIssue[]
}

/** Everything that is missing before a letter may leave, in the order in which it stands there. */
export function missingInLetter({ letter, subject, blocks, issues }: Judged): MissingPart[] {
  const said = spoken(blocks)
  return [
    ...wrongLetter(letter, issues),
    ...openSlots({ block: null, issue: null }, subject),
    ...blocks.flatMap(missingInBlock),
    ...(decides(letter) ? issues.flatMap((issue) => undecided(issue, said)) : []),
    ...deadLinks(blocks),
  ]
}

/** The issues that a letter answers: what it must say of them is said and, where it decides, their sentence stands in it. */
export function coveredIssues({ letter, blocks, issues }: Omit<Judged, 'subject'>): string[] {
  const said = spoken(blocks)
  return issues
    .filter((issue) => {
      const own = blocks.filter((block) => block.issue === issue.id)
      const isFilled = own.length > 0 && own.every((block) => missingInBlock(block).length === 0)
      return decides(letter) ? isFilled && stands(issue.sentence, said) : isFilled || stands(issue.sentence, said)
    })
    .map(({ id }) => id)
}

/** Whether a sentence stands in a text, however it is spelt and broken into lines. */
export const stands = (sentence: string | null, said: string): boolean => {
  const wanted = plain(sentence ?? '')
  return wanted !== '' && said.includes(wanted)
}

/** A text as `stands` looks at it: neither spelling nor lines nor the marks of a list make a difference. */
export const plain = (text: string): string =>
  fold(text.replaceAll(/^\s*[-–•]\s+/gm, ''))
    .replaceAll(/\s+/g, ' ')
    .trim()

// A quick resolution decides as the final letters do, in fewer words.
const decides = (letter: Letter): boolean => isFinal(letter) || letter === 'summary'

const spoken = (blocks: readonly DraftedBlock[]): string => plain(blocks.map(({ text }) => text).join('\n'))

const wrongLetter = (letter: Letter, issues: readonly JudgedIssue[]): MissingPart[] =>
  isRightLetter(
    letter,
    issues.map(({ outcome }) => outcome),
  )
    ? []
    : [{ reason: 'letters.wrong_letter', data: {}, block: null, issue: null }]

function missingInBlock({ block, issue, must, text, heading }: DraftedBlock): MissingPart[] {
  if (text === '') return must ? [{ reason: 'letters.block_empty', data: { block, heading }, block, issue }] : []
  return openSlots({ block, issue }, text)
}

const openSlots = (place: Pick<MissingPart, 'block' | 'issue'>, text: string): MissingPart[] =>
  unfilledSlots(text).map((slot) => ({ reason: 'letters.slot_open', data: { slot: slotLabel(slot) }, ...place }))

function undecided({ id, title, outcome, sentence }: JudgedIssue, said: string): MissingPart[] {
  if (endingOf(outcome) === 'left') return []
  const at = { data: { issue: title }, block: 'decision' as const, issue: id }
  if (outcome === null || !sentence?.trim()) return [{ reason: 'letters.issue_undecided', ...at }]
  return stands(sentence, said) ? [] : [{ reason: 'letters.sentence_absent', ...at }]
}

// The EU platform for online disputes closed on 20 July 2025: whoever follows a link to it finds nobody.
const deadLink = /(?:ec\.europa\.eu\/(?:consumers\/)?odr|webgate\.ec\.europa\.eu\/odr|odr\.ec\.europa\.eu)/i

export const hasDeadLink = (text: string): boolean => deadLink.test(text)

const deadLinks = (blocks: readonly DraftedBlock[]): MissingPart[] =>
  blocks.filter(({ text }) => hasDeadLink(text)).map(({ block, issue }) => ({ reason: 'letters.dead_link', data: {}, block, issue }))
