import { sql } from 'kysely'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, Language, QueryOf } from '#platform/endpoint.ts'
import { fold, words } from '#platform/fold.ts'
import type { Work } from '#platform/work.ts'
import type { listTexts as listEndpoint } from './contract.ts'
import { aboutOf } from './read-texts.ts'

type Asked = QueryOf<typeof listEndpoint>

// The wording that is shown: in the language asked for, else the reader's, else English, else any.
const shownWording = (language: Language) => sql<{
  language: Language
  title: string
  plain: string
  folded: string
}>`(select v.language, v.title, left(v.plain, 300) as plain, v.folded, left(public.fold(v.title), 80) collate "C" as sorting
  from knowledge_versions v where v.text_id = t.id and v.replaced_at is null
  order by v.language = ${language} desc, v.language = 'en' desc, v.language limit 1)`

// What was made for this case comes first: its category counts more than its channel, and that more than the stage.
const fitOf = ({ q, for_category, for_channel, for_stage }: Asked) => {
  const categories = listOf(for_category)
  const sought = wordsOf(q)
  // Whose title has the words that are sought was meant.
  const titled =
    sought.length > 0
      ? sql.join(
          sought.map((word) => sql`strpos(w.sorting, ${word}) > 0`),
          sql` and `,
        )
      : sql`false`
  return sql<number>`(case when ${titled} then 8 else 0 end + case when t.categories && ${categories}::text[] then 4 else 0 end
    + case when ${for_channel ?? ''} = any (t.channels) then 2 else 0 end
    + case when t.stage = ${for_stage ?? ''} then 1 else 0 end)`
}

/** Ready texts that fit what is asked: those made for the case first, then by title. */
export async function listTexts(work: Work, asked: Asked): Promise<AnswerOf<typeof listEndpoint>> {
  const after = readCursor(asked.cursor, ['number', 'string', 'id'])
  const language = asked.language ?? (work.actor.kind === 'person' ? work.actor.language : 'en')
  const fit = fitOf(asked)
  const { rows } = await sql<Found>`
    select t.*, w.language, w.title, w.plain, w.sorting, ${fit} as fit,
      (select array_agg(v.language order by v.language) from knowledge_versions v where v.text_id = t.id and v.replaced_at is null) as languages
    from knowledge_texts t cross join lateral ${shownWording(language)} w
    where ${sql.join(conditions(work, asked), sql` and `)}
    ${after ? sql`and (-${fit}, w.sorting, t.id) > (-${after[0]}::int, ${after[1]} collate "C", ${after[2]}::uuid)` : sql``}
    order by fit desc, w.sorting, t.id limit ${asked.limit + 1}`.execute(work.db)
  const shown = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? shown.at(-1) : undefined
  const data = shown.map((row) => ({
    ...aboutOf(work, row),
    language: row.language,
    title: row.title,
    excerpt: row.plain,
    languages: row.languages,
  }))
  return { data, next: last ? cursorAfter([last.fit, last.sorting, last.id]) : null }
}

type Found = Parameters<typeof aboutOf>[1] & {
  language: Language
  title: string
  plain: string
  sorting: string
  fit: number
  languages: Language[]
}

function conditions(work: Work, asked: Asked) {
  const kinds = listOf(asked.kind)
  const given: [unknown, () => ReturnType<typeof sql<boolean>>][] = [
    [kinds.length > 0, () => sql<boolean>`t.kind = any (${kinds}::text[])`],
    // A text without categories or channels is for all of them.
    [asked.category, () => sql<boolean>`(t.categories = '{}' or ${asked.category} = any (t.categories))`],
    [asked.channel, () => sql<boolean>`(t.channels = '{}' or ${asked.channel} = any (t.channels))`],
    [asked.stage, () => sql<boolean>`t.stage = ${asked.stage}`],
    [asked.step, () => sql<boolean>`t.step = ${asked.step}`],
    [asked.letter, () => sql<boolean>`t.letter = ${asked.letter}`],
    [asked.language, () => sql<boolean>`w.language = ${asked.language}`],
    [asked.review, () => sql<boolean>`t.review_on <= ${work.now.toZonedDateTimeISO('UTC').toPlainDate().toString()}::date`],
  ]
  return [
    sql<boolean>`t.retired_at is ${asked.retired === 'true' ? sql`not null` : sql`null`}`,
    ...given.filter(([is]) => Boolean(is)).map(([, condition]) => condition()),
    ...searched(asked),
  ]
}

/** Each word of the question stands in the code, or somewhere in the wordings of the language asked for, else of any. */
function searched({ q, language }: Asked) {
  const wanted = wordsOf(q)
  const inLanguage = language ? sql`and v.language = ${language}` : sql``
  return wanted.map(
    (word) => sql<boolean>`(strpos(t.code, ${word}) > 0 or exists (select from knowledge_versions v
      where v.text_id = t.id and v.replaced_at is null ${inLanguage} and strpos(v.folded, ${word}) > 0))`,
  )
}

const wordsOf = (q: string | undefined): string[] => words(fold(q ?? '')).slice(0, 12)

const listOf = (codes: string | undefined): string[] => codes?.split(',') ?? []
