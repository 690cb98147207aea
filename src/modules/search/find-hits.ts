import type { RawBuilder } from 'kysely'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { type Finding, narrowByOperators, refuseTrouble, resolveQuery } from '#modules/worklist/index.ts'
import { type Query, readQuery } from '#modules/worklist/rules/read-query.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Hit, search as searchEndpoint } from './contract.ts'
import { type FoundCustomer, findPeople } from './find-people.ts'
import { type FoundText, findCodes, findNarrowed, findTexts } from './find-texts.ts'
import { findWholes, type Whole } from './find-wholes.ts'
import { codePatterns, codesIn, numberOf, questionOf, wantedWords } from './rules/asked.ts'
import { excerptOf, type Wanted, wantedOf } from './rules/excerpt.ts'

type Asked = QueryOf<typeof searchEndpoint>
type Found = AnswerOf<typeof searchEndpoint>

/** Everything that the question finds and the caller may see: numbers, then customers, then texts, newest first. */
export async function findHits(work: Work, asked: Asked, finding: Finding): Promise<Found> {
  const query = readQuery(questionOf(asked.q))
  const nothing = { data: [], next: null }
  if (query.pieces.length === 0) return nothing
  const { terms, troubles } = await resolveQuery(work, query)
  const [trouble] = [...query.troubles, ...troubles]
  if (trouble) throw refuseTrouble(trouble)
  if (query.text === '' && terms.length === 0) return nothing
  const where = await narrowByOperators(work, terms, finding)
  const after = afterCursor(asked.cursor)
  const wanted = wantedOf(wantedWords(query.text))
  const first = after === null ? await findFirst(work, { asked, query, where }) : { numbered: [], people: [] }
  const room = Math.max(asked.limit - first.numbered.length - first.people.length, 0)
  const texts = await findRest(work, { asked, query, where, after, limit: room + 1 })
  const wholes = await findWholes(work, mergedIn([...first.numbered, ...texts]))
  const textHit = (row: FoundText) => presentText(row, { wanted, into: wholes.get(row.complaint_id) ?? null })
  const shown = [...first.numbered.map(textHit), ...first.people.map((row) => presentCustomer(row, wanted))]
  const data = withoutRepeats([...shown.slice(0, asked.limit), ...texts.slice(0, room).map(textHit)])
  return { data, next: texts.length > room ? cursorOf(texts[room - 1]) : null }
}

const mostPeople = 5

interface Narrowed {
  asked: Asked
  query: Query
  where: RawBuilder<boolean>
}

/** What stands above the texts: complaints by their numbers, and customers, who belong to no complaint and so to no operator. */
async function findFirst(work: Work, { asked, query, where }: Narrowed): Promise<{ numbered: FoundText[]; people: FoundCustomer[] }> {
  const { kind, limit } = asked
  const named = query.terms.length === 0 && query.text !== '' && (kind === undefined || kind === 'customer')
  const [numbered, people] = await Promise.all([
    kind === undefined || kind === 'complaint' ? findNumbered(work, query.text, { limit, where }) : [],
    named ? findPeople(work, query.text, kind === 'customer' ? limit : Math.min(limit, mostPeople)) : [],
  ])
  return { numbered, people }
}

type Resting = Narrowed & { after: { at: string; id: string } | null; limit: number }

async function findRest(work: Work, { asked, query, where, after, limit }: Resting): Promise<FoundText[]> {
  const { kind, language } = asked
  if (kind === 'customer') return []
  const { text: question, without } = query
  if (question !== '') return findTexts(work, { question, without, language, limit, kind, after, where })
  return kind === undefined || kind === 'complaint' ? findNarrowed(work, { limit, after, where }) : []
}

function afterCursor(cursor: string | undefined) {
  const keys = readCursor(cursor, ['instant', 'id'])
  return keys && { at: keys[0] ?? '', id: keys[1] ?? '' }
}

const beforeAll = { at: '9999-12-31T00:00:00Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** After the last text that was shown; before all of them, where numbers and customers filled the page. */
const cursorOf = (last: FoundText | undefined): string => cursorAfter(last ? [last.at.toString(), last.id] : [beforeAll.at, beforeAll.id])

async function findNumbered(work: Work, question: string, asked: { limit: number; where: RawBuilder<boolean> }): Promise<FoundText[]> {
  const codes = codesIn(question)
  if (codes.length === 0) return []
  const found = await findCodes(work, [...new Set(codes.flatMap(codePatterns))], asked)
  const exact = new Set(codes.map(numberOf))
  return found.toSorted((one, other) => Number(exact.has(other.number)) - Number(exact.has(one.number)))
}

/** A complaint's first message says the same as the complaint: it is shown once. */
function withoutRepeats(hits: Hit[]): Hit[] {
  const said = new Set<string>()
  return hits.filter((hit) => {
    const keys = [
      `${hit.kind} ${hit.id}`,
      ...(hit.kind === 'complaint' || hit.kind === 'message' ? [`${hit.complaint?.id} ${hit.excerpt}`] : []),
    ]
    const known = keys.some((key) => said.has(key))
    for (const key of keys) said.add(key)
    return !known
  })
}

const mergedIn = (rows: readonly FoundText[]) => [
  ...new Set(rows.flatMap(({ complaint_id, state }) => (state === 'merged' ? [complaint_id] : []))),
]

function presentText(row: FoundText, { wanted, into }: { wanted: Wanted; into: Whole | null }): Hit {
  return {
    kind: row.kind,
    id: row.id,
    complaint: { id: row.complaint_id, number: row.number },
    merged_into: into,
    title: maskNumbers(row.subject, row.order_numbers),
    ...excerptOf(maskNumbers(row.text, row.order_numbers), wanted),
    at: row.at.toString(),
  }
}

function presentCustomer(row: FoundCustomer, wanted: Wanted): Hit {
  const said = row.contacts.map(({ value }) => value)
  const [title = '', ...rest] = row.name ? [row.name, ...said] : said
  return {
    kind: 'customer',
    id: row.id,
    complaint: null,
    merged_into: null,
    title,
    ...excerptOf(rest.join(', '), wanted),
    at: row.created_at.toString(),
  }
}
