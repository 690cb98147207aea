import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { actorName } from '#platform/actor.ts'
import { fold } from '#platform/fold.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type Correction, kinds, longestText, sentiments, type Task, urgencies } from './contract.ts'
import { withoutPersonal } from './rules/without-personal.ts'
import './refusals.ts'

/** Keeps corrections to learn from; numbers and addresses of people are taken out first. `of` says which complaint they come from. Answers how many. */
export async function teach(work: Work, corrections: readonly Correction[], of: string | null = null): Promise<number> {
  const rows = corrections.map((correction) => rowOf(work, correction, of))
  // The last word counts, also within one list.
  const last = [...new Map(rows.map((row) => [`${row.task}/${row.text_hash.toString('hex')}`, row])).values()]
  await work.db
    .insertInto('triage_corrections')
    .values(last)
    .onConflict((conflict) =>
      conflict.columns(['task', 'text_hash']).doUpdateSet({
        label: sql.ref('excluded.label'),
        given_by: sql.ref('excluded.given_by'),
        given_at: sql.ref('excluded.given_at'),
        language: sql.ref('excluded.language'),
      }),
    )
    .execute()
  return last.length
}

// Of a long text, its beginning says what it is about.
const learned = 4000

function rowOf(work: Work, { task, text, label, language }: Correction, complaint: string | null) {
  if (text.length > longestText) throw refuse('triage.too_long', { most: longestText, length: text.length })
  const kept = withoutPersonal(text.replaceAll('\0', ' ').toWellFormed()).trim().slice(0, learned).toWellFormed()
  if (kept === '') throw refuse('triage.nothing_written')
  return {
    id: newId(),
    task,
    text: kept,
    text_hash: createHash('sha256').update(fold(kept).replace(/\s+/g, ' ')).digest(),
    label: labelOf(task, String(label)),
    language: language?.replaceAll('\0', '') ?? null,
    complaint_id: complaint,
    given_by: actorName(work.actor),
    given_at: work.now,
  }
}

const labels: Partial<Record<Task, readonly string[]>> = {
  is_complaint: ['true', 'false'],
  kind: kinds,
  sentiment: sentiments,
  urgency: urgencies,
}

function labelOf(task: Task, label: string): string {
  const known = labels[task]
  const right = known
    ? known.includes(label)
    : task === 'category'
      ? /^[a-z0-9_]{1,60}$/.test(label)
      : !/[\0]/.test(label) && label.trim() !== ''
  if (!right) throw refuse('triage.unknown_label', { task, label: label.slice(0, 60), known: known?.join(', ') ?? 'a_code' })
  return label.toWellFormed()
}
