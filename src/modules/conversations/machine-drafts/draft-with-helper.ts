import { complaintFor } from '#modules/complaints/index.ts'
import { askLanguageModel, type LanguageModel, ModelFailed } from '#platform/ask-language-model.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import { runAside } from '#platform/run-aside.ts'
import type { Work } from '#platform/work.ts'
import type { HelperKind, HelperTrouble } from '../contract.ts'
import { heldByDraft } from '../drafts/held-by-draft.ts'
import { draftFrom } from '../rules/helper-answer.ts'
import type { HelperRecord } from '../rules/helper-prompt.ts'
import type { KnownPeople } from '../rules/personal/mask-personal.ts'
import { keptFor } from './find-helper-drafts.ts'
import { findHelperRecord } from './find-helper-record.ts'
import type { MaskedQuestion, ToMask } from './mask-helper-record.ts'

interface Asked {
  complaint: Id
  draft: Id
}

interface Taken {
  to: LanguageModel
  record: HelperRecord
  known: KnownPeople
}

type Answer = { text: string; model: string } | { trouble: HelperTrouble }

/** Asks the configured language model for one draft: take, talk, note. It is never asked again by itself: an agent asks. */
export const draftWithHelper = job<Asked>('draft-with-helper', async ({ step, signal, worker }, asked) => {
  const taken = await step((work) => take(work, asked, worker))
  if (!taken) return
  try {
    const answer = await talk(taken, signal)
    await step((work) => note(work, asked, answer))
  } catch (error) {
    // A bug of ours: whoever waits is told, and it is logged where jobs are.
    await step((work) => note(work, asked, { trouble: 'interrupted' }))
    throw error
  }
})

/** What dead workers were asking is asked again by a person, or not. */
export async function endHelperDrafts(work: Work, workers: readonly string[]): Promise<void> {
  if (workers.length === 0) return
  await work.db
    .updateTable('conversations_helper_drafts')
    .set({ state: 'failed', trouble: 'interrupted' satisfies HelperTrouble, taken_by: null, answered_at: work.now })
    .where('state', '=', 'talking')
    .where('taken_by', 'in', [...workers])
    .execute()
}

/** Forgets what was asked for more than a day ago; what stands in a reply that is being written stays as long as that. */
export const sweepHelperDrafts = job<object>('sweep-helper-drafts', ({ step }) =>
  step(async (work) => {
    await work.db
      .deleteFrom('conversations_helper_drafts')
      .where('asked_at', '<', work.now.subtract(keptFor))
      .where((match) => match.not(heldByDraft))
      .execute()
  }),
)

async function take(work: Work, { complaint: complaintId, draft }: Asked, worker: string): Promise<Taken | null> {
  const row = await work.db
    .updateTable('conversations_helper_drafts')
    .set({ state: 'talking', taken_by: worker })
    .where('complaint_id', '=', complaintId)
    .where('id', '=', draft)
    .where('state', '=', 'asked')
    .returning(['kind', 'asked_by'])
    .executeTakeFirst()
  if (!row) return null
  const complaint = await complaintFor(work, complaintId)
  const { REDRESS_LLM_URL: url, REDRESS_LLM_KEY: key, REDRESS_LLM_MODEL: model } = toolsOf(work).configuration
  // Both may have changed since it was asked: the desk was started anew without a model, the complaint was restricted.
  if (!url || complaint.restriction !== null) {
    await note(work, { complaint: complaintId, draft }, { trouble: 'interrupted' })
    return null
  }
  // The column's check holds the same codes.
  const found = await findHelperRecord(work, complaint, { kind: row.kind as HelperKind, asker: row.asked_by })
  return { to: { url, key, model }, ...found }
}

/** No Work is open here: a model thinks for a minute or two. */
async function talk({ to, record, known }: Taken, signal: AbortSignal): Promise<Answer> {
  const toMask: ToMask = { record, known: { ...known, received: known.received.toString() } }
  const { messages, values, clean } = await runAside<ToMask, MaskedQuestion>(new URL('./mask-helper-record.ts', import.meta.url), toMask)
  if (!clean) return { trouble: 'not_masked' }
  try {
    const { text, model } = await askLanguageModel(to, messages, { signal })
    const draft = draftFrom(text, { language: record.language, values, received: known.received })
    return /[\p{L}\p{N}]/u.test(draft) ? { text: draft, model } : { trouble: 'empty' }
  } catch (error) {
    if (error instanceof ModelFailed) return { trouble: error.trouble }
    if (signal.aborted) return { trouble: 'interrupted' }
    throw error
  }
}

async function note(work: Work, { complaint, draft }: Asked, answer: Answer): Promise<void> {
  const seal = 'text' in answer ? sealed(answer.text) : null
  const row = await work.db
    .updateTable('conversations_helper_drafts')
    .set({
      ...('text' in answer ? { state: 'ready', text: answer.text, model: answer.model } : { state: 'failed', trouble: answer.trouble }),
      salt: seal?.salt ?? null,
      taken_by: null,
      answered_at: work.now,
    })
    .where('complaint_id', '=', complaint)
    .where('id', '=', draft)
    .where('state', '=', 'talking')
    .returning('kind')
    .executeTakeFirst()
  if (!row || !seal || !('text' in answer)) return
  await work.announce({ fact: 'draft.helped', complaint, draft, kind: row.kind, model: answer.model, words: seal.hash })
}
