import { adviseWords } from '#modules/conversations/index.ts'
import { needsReason } from '#modules/conversations/rules/needs-reason.ts'
import { plainTextOf } from '#modules/conversations/rules/plain-text.ts'
import { slotLabel, unfilledSlots } from '#modules/knowledge/rules/slots.ts'
import type { Letter } from '#modules/tone/contract/check.ts'
import type { AnswerOf, BodyOf, Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { type Composed, composeLetter, isRight, missingIn, presentIssues, presentMissing, type SayMissing } from './compose.ts'
import type { LetterDraft, previewLetter as previewEndpoint } from './contract.ts'
import { htmlOf } from './rules/lay-out.ts'

type At = { complaint: Id; letter: Letter }

/** A letter as the record drafts it, with all that is missing. */
export async function readLetter(work: Work, at: At, asked: { language?: Language | undefined; say: SayMissing }): Promise<LetterDraft> {
  const composed = await composeLetter(work, at, { language: asked.language })
  const { known, blocks, regime, template } = composed
  return {
    ...(await presentKnown(work, composed, { byHand: false, say: asked.say })),
    template,
    blocks: blocks.map((block) => presentBlock(block, composed)),
    regime,
    ways: { email: known.email, address: known.address?.join('\n') ?? null },
    right: isRight(composed),
  }
}

/** How a letter reads with what was written in it. Nothing is kept. */
export async function previewLetter(
  work: Work,
  at: At,
  { say, by_hand = false, ...written }: BodyOf<typeof previewEndpoint> & { say: SayMissing },
): Promise<AnswerOf<typeof previewEndpoint>> {
  const composed = await composeLetter(work, at, written)
  const html = htmlOf(composed.sections)
  const text = plainTextOf(html)
  return {
    ...(await presentKnown(work, composed, { byHand: by_hand, say })),
    blocks: composed.drafted.map((block) => presentBlock(block, composed)),
    html,
    text,
    advice: await adviceOn(work, composed, text),
  }
}

const presentBlock = (block: Composed['blocks'][number], { offer }: Composed) => ({
  ...block,
  slots: unfilledSlots(block.text).map(slotLabel),
  by_itself: offer?.blocks.has(`${block.block} ${block.issue ?? ''}`) ?? false,
})

async function presentKnown(work: Work, composed: Composed, { byHand, say }: { byHand: boolean; say: SayMissing }) {
  const { letter, language, subject } = composed
  const missing = presentMissing(work, await missingIn(work, composed, byHand), say)
  return { letter, language, subject, missing, issues: presentIssues(composed) }
}

// Warnings and what waits for a reason; hints stay with the screen that writes.
async function adviceOn(
  work: Work,
  { complaint, letter, language }: Composed,
  text: string,
): Promise<AnswerOf<typeof previewEndpoint>['advice']> {
  const { hits } = await adviseWords(work, complaint, { text, channel: 'letter', letter, language })
  const shown = hits.filter((hit) => hit.severity >= 2 || needsReason(hit))
  return shown.map((hit) => ({
    severity: hit.severity,
    said: text.slice(hit.start, hit.end),
    why: hit.why,
    instead: hit.instead,
    needs_reason: needsReason(hit),
  }))
}
