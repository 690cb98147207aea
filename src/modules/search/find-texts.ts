import { type RawBuilder, sql } from 'kysely'
import { visibleComplaints } from '#modules/complaints/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { weeksBefore } from './rules/weeks.ts'

export interface FoundText {
  kind: 'complaint' | 'message' | 'note' | 'attachment'
  id: Id
  complaint_id: Id
  number: string
  state: string
  subject: string
  order_numbers: string[]
  text: string
  at: Temporal.Instant
}

export interface Question {
  question: string
  /** Words that may not stand in the same text. */
  without: readonly string[]
  language: Language | undefined
  limit: number
  /** Only texts of this kind. */
  kind: FoundText['kind'] | undefined
  /** The last one shown before. */
  after: { at: string; id: Id } | null
  /** What the complaint of a text has to fulfil besides. */
  where: RawBuilder<boolean>
}

// An excerpt is taken from this much of a text; the index reads more of it.
const read = 20_000

const shown = sql`f.kind, f.id, f.at, f.complaint_id, c.number, c.state, c.subject, c.order_numbers, case f.kind
  when 'complaint' then left(concat_ws(E'\n', c.words, c.summary, array_to_string(c.order_numbers, ' ')), ${sql.lit(read)})
  when 'message' then (select left(concat_ws(E'\n', m.visible_text, search_invited(m.invitations)), ${sql.lit(read)}) from conversations_messages m where m.complaint_id = f.complaint_id and m.id = f.id)
  when 'attachment' then (select a.name from conversations_attachments a where a.complaint_id = f.complaint_id and a.id = f.id)
  else (select left(n.text, ${sql.lit(read)}) from conversations_notes n where n.complaint_id = f.complaint_id and n.id = f.id) end as text`

/** Asked row by row, newest first, so that only as many complaints are looked up as are shown. */
const seen = (work: Work, complaint: string, where: RawBuilder<boolean>) =>
  sql<boolean>`(${work.db
    .selectFrom('complaints_complaints')
    .select(sql<boolean>`true`.as('seen'))
    .where(sql<boolean>`complaints_complaints.id = ${sql.ref(complaint)}`)
    .where(visibleComplaints(work.actor))
    .where(where)})`

/**
 * What holds all words of the question, newest first. Time is read in windows, the newest first, and no further than it takes: the list of windows is
 * walked in its order, and each is searched only when those before it held too little.
 */
export async function findTexts(work: Work, { question, without, language, limit, kind, after, where }: Question): Promise<FoundText[]> {
  // The blank says that the last word is finished: the beginning of a word would read every word that begins so.
  const asked = sql`select search_question(${`${question} `}, ${language ?? null}) as question`
  const windows = weeksBefore(work.now).map(({ weeks, until }) => sql`(${weeks}::tsquery, ${until}::timestamptz)`)
  const also = [
    ...(kind ? [sql<boolean>`d.kind = ${kind}`] : []),
    ...(after ? [sql<boolean>`(d.at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
    ...without.map((words) => sql<boolean>`not d.document @@ search_question(${`${words} `}, ${language ?? null})`),
  ]
  const { rows } = await sql<FoundText>`
    with asked as materialized (${asked})
    select ${shown} from (
      select found.* from asked cross join (values ${sql.join(windows)}) as window_of(weeks, until) cross join lateral (
        select * from (
          with matching as materialized (
            select d.kind, d.id, d.complaint_id, d.at from search_documents d
            where d.document @@ coalesce(asked.question && window_of.weeks, asked.question) and d.at < window_of.until${joined(also)}
          )
          select * from matching order by at desc, id desc
        ) newest where ${seen(work, 'newest.complaint_id', where)} limit ${limit}
      ) found
      where numnode(asked.question) > 0 limit ${limit}
    ) f join complaints_complaints c on c.id = f.complaint_id order by f.at desc, f.id desc`.execute(work.db)
  return rows
}

const joined = (conditions: RawBuilder<boolean>[]) => sql.join([sql``, ...conditions], sql` and `)

// Digits that half of all numbers hold are no question; so many are looked at.
const mostCodes = 500

/** The complaints with a number or an order number like one of the patterns, newest first. */
export async function findCodes(
  work: Work,
  patterns: readonly string[],
  { limit, where }: Pick<Question, 'limit' | 'where'>,
): Promise<FoundText[]> {
  if (patterns.length === 0) return []
  const like = sql.join(
    patterns.map((pattern) => sql`d.codes like ${pattern}`),
    sql` or `,
  )
  const { rows } = await sql<FoundText>`
    select ${shown} from (
      with matching as materialized (select d.kind, d.id, d.complaint_id, d.at from search_documents d where ${like} limit ${sql.lit(mostCodes)})
      select * from (select * from matching order by at desc) newest where ${seen(work, 'newest.complaint_id', where)} limit ${limit}
    ) f join complaints_complaints c on c.id = f.complaint_id order by f.at desc, f.id desc`.execute(work.db)
  return rows
}

/** The complaints that operators alone ask for, newest first. */
export async function findNarrowed(work: Work, { limit, after, where }: Pick<Question, 'limit' | 'after' | 'where'>): Promise<FoundText[]> {
  const found = work.db
    .selectFrom('complaints_complaints')
    .select([
      sql<string>`'complaint'`.as('kind'),
      'complaints_complaints.id',
      'received_at as at',
      'complaints_complaints.id as complaint_id',
    ])
    .where(visibleComplaints(work.actor))
    .where(where)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(received_at, complaints_complaints.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('received_at', 'desc')
    .orderBy('complaints_complaints.id', 'desc')
    .limit(limit)
  const { rows } = await sql<FoundText>`select ${shown} from (${found}) f join complaints_complaints c on c.id = f.complaint_id
    order by f.at desc, f.id desc`.execute(work.db)
  return rows
}
