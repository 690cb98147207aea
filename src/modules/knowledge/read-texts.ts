import type { Selectable } from 'kysely'
import { findAgents, nameActors } from '#modules/people/index.ts'
import type { KnowledgeTexts, KnowledgeVersions } from '#platform/database.types.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayEditTexts } from './access.ts'
import type { LetterName, Stage, Text, TextKind, WordingVersion } from './contract.ts'
import './refusals.ts'

export type TextRecordRow = Selectable<KnowledgeTexts>
type VersionRow = Selectable<KnowledgeVersions>

const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** One ready text by its id or its code, in all its languages. */
export async function readText(work: Work, asked: string): Promise<Text> {
  return present(work, await textFor(work, asked))
}

/** Its row; with `lock` for a change. */
export async function textFor(work: Work, asked: string, lock = false): Promise<TextRecordRow> {
  const row = await work.db
    .selectFrom('knowledge_texts')
    .selectAll()
    .where(id.test(asked) ? 'id' : 'code', '=', asked)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw refuse('knowledge.text_not_found')
  return row
}

/** Every wording that a text ever had, newest first. */
export async function listVersions(work: Work, asked: string): Promise<{ data: WordingVersion[] }> {
  const text = await textFor(work, asked)
  const rows = await versions(work, text.id).orderBy('written_at', 'desc').orderBy('language').orderBy('number', 'desc').execute()
  return { data: await presentVersions(work, rows) }
}

/** What a text says in a language: the current wording, or the one of that number. */
export async function wordingFor(
  work: Work,
  asked: string,
  { language, number }: { language: Language; number?: number },
): Promise<{ text: TextRecordRow; wording: VersionRow }> {
  const text = await textFor(work, asked)
  const wording = await versions(work, text.id)
    .where('language', '=', language)
    .$if(number === undefined, (query) => query.where('replaced_at', 'is', null))
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? 0))
    .executeTakeFirst()
  if (!wording) throw refuse('knowledge.no_wording', { language })
  return { text, wording }
}

const versions = (work: Work, text: Id) => work.db.selectFrom('knowledge_versions').selectAll().where('text_id', '=', text)

/** As colleagues see it. */
export async function present(work: Work, row: TextRecordRow): Promise<Text> {
  const current = await versions(work, row.id).where('replaced_at', 'is', null).execute()
  const wordings = await presentVersions(work, current)
  const owner = row.owner_id ? (await findAgents(work, [row.owner_id]))[0] : undefined
  const of = (language: Language) => wordings.find((wording) => wording.language === language) ?? null
  return {
    ...aboutOf(work, row),
    owner: owner ? { id: owner.id, name: owner.name } : null,
    as_shipped: row.shipped !== null,
    wordings: { en: of('en'), el: of('el'), es: of('es') },
    may: { edit: mayEditTexts(work.actor) },
  }
}

/** What a text is for. The columns' checks hold the contract's codes. */
export function aboutOf(work: Work, row: Omit<TextRecordRow, 'shipped' | 'owner_id' | 'retired_by' | 'created_at'>) {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as TextKind,
    letter: row.letter as LetterName | null,
    categories: row.categories,
    channels: row.channels as Text['channels'],
    stage: row.stage as Stage,
    step: row.step,
    audience: row.audience as Text['audience'],
    review_on: dayOf(row.review_on),
    review_due: isDue(work, row.review_on),
    retired: row.retired_at !== null,
    version: row.version,
  }
}

type Day = TextRecordRow['review_on']
const dayOf = (day: Day): string | null => (day === null ? null : String(day))
const isDue = (work: Work, day: Day): boolean => day !== null && String(day) <= work.now.toZonedDateTimeISO('UTC').toPlainDate().toString()

async function presentVersions(work: Work, rows: VersionRow[]): Promise<WordingVersion[]> {
  const named = await nameActors(
    work,
    rows.map(({ written_by }) => written_by),
  )
  return rows.map((row) => {
    return {
      language: row.language as Language,
      number: row.number,
      title: row.title,
      body: row.body,
      steps: row.steps as WordingVersion['steps'], // written only from the contract's own shape, as the next
      rule: row.rule as WordingVersion['rule'],
      by: named(row.written_by),
      at: row.written_at.toString(),
      change: row.change,
      current: row.replaced_at === null,
    }
  })
}
