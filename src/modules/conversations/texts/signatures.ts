import type { Selectable } from 'kysely'
import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import { fillText, slotLabel, slotProblems, unfilledSlots } from '#modules/knowledge/rules/slots.ts'
import { findTeams } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { ConversationsSignatures } from '#platform/database.types.ts'
import type { AnswerOf, BodyOf, Id, Language } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayEditSignatures } from '../access.ts'
import type { readSignature as readEndpoint, Signature, SignatureTexts, writeSignature as writeEndpoint } from '../contract.ts'
import { plainTextOf } from '../rules/plain-text.ts'
import { sanitiseRichText, type Written } from '../sanitise-rich-text.ts'
import { findTextRecord } from './find-text-record.ts'
import '../refusals.ts'

type Scope = Signature['scope']

/** Every signature that was written. */
export async function listSignatures(work: Work): Promise<{ data: Signature[]; may: { edit: boolean } }> {
  const rows = await work.db.selectFrom('conversations_signatures').selectAll().orderBy('id').execute()
  const data = rows.map((row) => ({ scope: row.scope as Scope, of: row.of_id, texts: textsOf(row), version: row.version })) // as the column's check says
  return { data, may: { edit: mayEditSignatures(work.actor) } }
}

/** Writes one. An older version than the one that is there is refused; names that no variable has are, too. */
export async function writeSignature(work: Work, { scope, of, texts, version }: BodyOf<typeof writeEndpoint>): Promise<Signature> {
  const isNobody = (of === null) !== (scope === 'desk') || (scope === 'team' && of !== null && (await findTeams(work, [of])).length === 0)
  if (isNobody) throw refuse('conversations.signature_of_nobody')
  const made = Object.entries(texts).map(([language, html = '']) => [language, sanitiseRichText(html)] as const)
  const written = made.filter(([, html]) => plainTextOf(html) !== '')
  const unknown = [...new Set(written.flatMap(([, html]) => slotProblems(html).unknown))]
  if (unknown.length > 0) throw refuse('conversations.signature_unknown', { names: unknown.join(', ') })
  const clean = Object.fromEntries(written) as SignatureTexts // the same languages as were asked for
  const row = await keep(work, { scope, of, texts: clean, version })
  if (!row) throw refuse('conversations.signature_changed')
  await work.announce({ fact: 'signature.written', house: 'conversations', scope, of })
  return { scope, of, texts: clean, version: row.version }
}

interface Kept {
  scope: Scope
  of: Id | null
  texts: SignatureTexts
  version: number
}

async function keep(work: Work, { scope, of, texts, version }: Kept): Promise<{ version: number } | undefined> {
  const columns = { texts: JSON.stringify(texts), edited_at: work.now, edited_by: actorName(work.actor) }
  if (version === 0)
    return work.db
      .insertInto('conversations_signatures')
      .values({ id: newId(), scope, of_id: of, ...columns })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
  return work.db
    .updateTable('conversations_signatures')
    .set((row) => ({ ...columns, version: row('version', '+', 1) }))
    .where('scope', '=', scope)
    .where('of_id', 'is not distinct from', of)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
}

// Written only above, in this shape.
const textsOf = (row: Selectable<ConversationsSignatures> | undefined): SignatureTexts => (row?.texts ?? {}) as SignatureTexts

/** What would stand below a reply of the caller here. */
export async function readSignature(
  work: Work,
  complaintId: Id,
  { mailbox, language }: { mailbox?: Id | undefined; language?: Language | undefined },
): Promise<AnswerOf<typeof readEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  const html = await signatureFor(work, complaint, { mailbox: mailbox ?? null, language })
  return { signature: html === null ? null : { html, text: plainTextOf(html), unfilled: unfilledSlots(html).map(slotLabel) } }
}

interface For {
  mailbox: Id | null
  language?: Language | undefined
}

/** The nearest signature, filled: of the mailbox that answers, else of the complaint's team, else of the desk, in the language of the reply. */
async function signatureFor(work: Work, complaint: ComplaintRecord, { mailbox, language }: For): Promise<string | null> {
  const rows = await work.db.selectFrom('conversations_signatures').selectAll().execute()
  if (rows.length === 0) return null
  const answers = mailbox ?? (await lastMailbox(work, complaint.id))
  const spoken = language ?? (complaint.language as Language) // the column's check holds the same codes
  const near: [Scope, Id | null][] = [
    ['mailbox', answers],
    ['team', complaint.team_id],
    ['desk', null],
  ]
  const found = near
    .filter(([scope, of]) => scope === 'desk' || of !== null)
    .map(([scope, of]) => textsOf(rows.find((row) => row.scope === scope && row.of_id === of))[spoken])
    .find((html) => html !== undefined)
  return found === undefined ? null : fillText(found, await findTextRecord(work, complaint, spoken), spoken)
}

/** The mailbox that the customer wrote to: it answers where none is named. */
async function lastMailbox(work: Work, complaint: Id): Promise<Id | null> {
  const last = await work.db
    .selectFrom('conversations_messages')
    .select('mailbox_id')
    .where('complaint_id', '=', complaint)
    .where('mailbox_id', 'is not', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.mailbox_id ?? null
}

/** What stands below a reply that is written now. Who signs is who sends: it is filled then, not while it is drafted. */
export async function signatureBelow(work: Work, complaint: ComplaintRecord, asked: For): Promise<Written | null> {
  const html = await signatureFor(work, complaint, asked)
  return html === null ? null : { html, text: plainTextOf(html) }
}
