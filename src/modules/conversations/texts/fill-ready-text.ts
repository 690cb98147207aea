import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import { wordingFor } from '#modules/knowledge/index.ts'
import { fillText, slotLabel, unfilledSlots } from '#modules/knowledge/rules/slots.ts'
import type { AnswerOf, Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { fillReadyText as fillEndpoint, UsedText } from '../contract.ts'
import { plainTextOf } from '../rules/plain-text.ts'
import { shareChanged } from '../rules/share-changed.ts'
import type { Written } from '../sanitise-rich-text.ts'
import { findTextRecord } from './find-text-record.ts'
import '../refusals.ts'

/** A ready text as it would stand in a reply here, in the complaint's language unless another is asked for. */
export async function fillReadyText(
  work: Work,
  { complaint: complaintId, text: asked }: { complaint: Id; text: string },
  language?: Language,
): Promise<AnswerOf<typeof fillEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  const spoken = language ?? (complaint.language as Language) // the column's check holds the same codes
  const { text, wording } = await wordingFor(work, asked, { language: spoken })
  const html = fillText(wording.body, await findTextRecord(work, complaint, spoken), spoken)
  return {
    text: text.id,
    code: text.code,
    kind: text.kind as AnswerOf<typeof fillEndpoint>['kind'], // as above
    title: wording.title,
    language: spoken,
    number: wording.number,
    html,
    slots: unfilledSlots(html),
  }
}

/** Refuses what would go out with a slot that nobody filled, and names them. */
export function refuseUnfilled({ text, html }: Written, subject: string | undefined): void {
  const open = [...unfilledSlots(html ?? text), ...unfilledSlots(subject ?? '')]
  if (open.length > 0) throw refuse('conversations.unfilled', { slots: open.map(slotLabel).join('; '), count: open.length, open })
}

interface Sent {
  message: Id
  written: Written
  texts: readonly UsedText[] | undefined
}

/** Keeps which ready texts a reply was made from, and how much of each was changed: for the text, never for who wrote. */
export async function keepTextUses(work: Work, complaint: ComplaintRecord, { message, written, texts = [] }: Sent): Promise<void> {
  const once = texts.filter(({ text }, at) => texts.findIndex((other) => other.text === text) === at)
  for (const { text, language, number } of once) {
    const { wording } = await wordingFor(work, text, { language, number })
    const filled = fillText(wording.body, await findTextRecord(work, complaint, language), language)
    const changed = shareChanged(plainTextOf(filled.replaceAll(/\{\{[^{}]*\}\}/g, ' ')), written.text)
    // Nothing of it is left: it was put in, and taken out again.
    if (changed === 1) continue
    await work.db
      .insertInto('conversations_text_uses')
      .values({ complaint_id: complaint.id, message_id: message, text_id: text, language, number, changed, used_at: work.now })
      .execute()
  }
}
