import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { type ComplaintRow, listComplaints as listEndpoint } from '#modules/complaints/contract.ts'
import { listComplaints, type Marking } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import { asDownload } from '#platform/http/download.ts'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { tableLine } from '#platform/table-line.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { namesHere } from './find-names.ts'
import { columnsOf } from './keep-habits.ts'
import { languageOf } from './present-views.ts'
import { type Column, inOrder, usualColumns } from './rules/columns.ts'
import { readQuery } from './rules/read-query.ts'
import { writeQuery } from './rules/write-query.ts'
import './refusals.ts'

/** What an export needs of the house. */
export interface Exporting {
  marking: Marking
  say: (language: Language) => Say
}

const Asked = z.extend(listEndpoint.query, { columns: z.optional(z.string().check(z.maxLength(400))) })
type Asked = z.output<typeof Asked>

// A page of the list, a Work each: no Work is open while bytes travel.
const atOnce = 250
/** By this table programs know that the letters are UTF-8. */
const beginning = '\ufeff'

/**
 * Sends a list as a table: the same complaints in the same order, with the columns shown. That it leaves the house is written down before the first
 * byte, and how much left when it has.
 */
export async function exportList(
  tools: StreamTools & Exporting,
  { query }: Pick<FastifyRequest, 'query'>,
  reply: FastifyReply,
): Promise<unknown> {
  const asked = Asked.safeParse(query)
  if (!asked.success) throw refuse('worklist.unknown_list')
  const begun = await tools.step((work) => begin(work, asked.data, tools))
  return asDownload(reply, { type: 'text/csv; charset=utf-8', name: `complaints-${begun.day}.csv` }).send(
    Readable.from(linesOf(tools, begun)),
  )
}

interface Begun {
  id: string
  asked: Asked
  columns: Column[]
  shown: Shown
  first: Page
  day: string
}

interface Page {
  data: ComplaintRow[]
  next: string | null
}

/** How rows read: in whose words, by whose clock, and how categories are called. */
interface Shown {
  say: Say
  zone: string
  category: ReadonlyMap<string, string>
}

/** The first page is read before anything is said: what is not understood is refused, not half sent. */
async function begin(work: Work, asked: Asked, { marking, say }: Exporting): Promise<Begun> {
  const first = await pageAfter(work, { ...asked }, marking)
  const chosen = asked.columns === undefined ? await columnsOf(work) : inOrder(asked.columns.split(','))
  const columns = chosen ?? [...usualColumns]
  const id = newId()
  const written = { id, exported_by: actorName(work.actor), began_at: work.now, query: askedInWords(asked), columns }
  await work.db.insertInto('worklist_exports').values(written).execute()
  await work.announce({ fact: 'list.exported', house: 'exports', export: id, columns })
  const { zone } = await organisationOf(work)
  const day = work.now.toZonedDateTimeISO(zone).toPlainDate().toString()
  return { id, asked, columns, first, day, shown: await shownTo(work, { say, zone }) }
}

/** What was asked for as one line, for the record. */
function askedInWords({ q = '', columns: _columns, limit: _limit, cursor: _cursor, ...filters }: Asked): string {
  const said = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${String(value)}`]))
  return [...said, writeQuery(readQuery(q), q)].filter(Boolean).join(' ')
}

async function shownTo(work: Work, { say, zone }: { say: Exporting['say']; zone: string }): Promise<Shown> {
  const language = languageOf(work)
  const { categories } = await namesHere(work)
  const nameOf = (code: string, names: Record<string, string>): [string, string] => [code, names[language] ?? code]
  return { say: say(language), zone, category: new Map(categories.map(({ code, called }) => nameOf(code, called))) }
}

const pageAfter = (work: Work, asked: Asked, marking: Marking): Promise<Page> => listComplaints(work, { ...asked, limit: atOnce }, marking)

async function* linesOf({ step, marking }: StreamTools & Exporting, begun: Begun): AsyncGenerator<string> {
  const { asked, columns, shown, id } = begun
  yield beginning +
    tableLine(['number', 'customer', 'subject', 'words', ...columns].map((column) => shown.say(`worklist:column.${column}`)))
  let [page, rows] = [begun.first, 0]
  for (;;) {
    rows += page.data.length
    if (page.data.length > 0) yield page.data.map((row) => lineOf(row, columns, shown)).join('')
    const { next } = page
    if (next === null) break
    page = await step((work) => pageAfter(work, { ...asked, cursor: next }, marking))
  }
  await step((work) => end(work, id, rows))
}

async function end(work: Work, id: string, rows: number) {
  await work.db.updateTable('worklist_exports').set({ rows, ended_at: work.now }).where('id', '=', id).execute()
  await work.announce({ fact: 'list.export_ended', house: 'exports', export: id, rows })
}

function lineOf(row: ComplaintRow, columns: readonly Column[], shown: Shown): string {
  const cells = [row.number, row.customer?.name ?? '', row.subject, row.words.replaceAll(/\s+/g, ' ').trim()]
  return tableLine([...cells, ...columns.map((column) => cellOf[column](row, shown))].map((cell) => maskNumbers(cell)))
}

const moment = (at: string | null, { zone }: Shown): string =>
  at === null ? '' : Temporal.Instant.from(at).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' })

const cellOf: Record<Column, (row: ComplaintRow, shown: Shown) => string> = {
  channel: ({ channel }, { say }) => say(`complaints:channel.${channel}`),
  category: ({ category }, shown) => (category === null ? '' : (shown.category.get(category) ?? category)),
  received: ({ received_at }, shown) => moment(received_at, shown),
  changed: ({ last_activity_at }, shown) => moment(last_activity_at, shown),
  due: ({ due }, shown) => moment(due, shown),
  reply_by: ({ reply_by }, shown) => moment(reply_by, shown),
  closed: ({ closed_at }, shown) => moment(closed_at, shown),
  state: ({ state }, { say }) => say(`complaints:state.${state}`),
  urgency: ({ urgency }, { say }) => say(`complaints:urgency.${urgency}`),
  kind: ({ kind }, { say }) => say(`complaints:kind.${kind}`),
  language: ({ language }, { say }) => say(`complaints:web.language.${language}`),
  tags: ({ tags }) => tags.join(', '),
  team: ({ team }) => team?.name ?? '',
  owner: ({ owner }) => owner?.name ?? '',
}
