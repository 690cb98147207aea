import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Hit, search as searchEndpoint } from './contract.ts'
import { type FoundCustomer, findPeople } from './find-people.ts'
import { type FoundText, findCodes, findTexts } from './find-texts.ts'
import { codePatterns, codesIn, numberOf, questionOf, wantedWords } from './rules/asked.ts'
import { excerptOf, type Wanted, wantedOf } from './rules/excerpt.ts'

const mostPeople = 5

/** Everything that the question finds and the caller may see: numbers, then customers, then texts, newest first. */
export async function findHits(
  work: Work,
  { q, language, limit }: QueryOf<typeof searchEndpoint>,
): Promise<AnswerOf<typeof searchEndpoint>> {
  const question = questionOf(q)
  if (question === '') return { data: [], next: null }
  const wanted = wantedOf(wantedWords(question))
  const [numbered, people, texts] = await Promise.all([
    findNumbered(work, question, limit),
    findPeople(work, question, Math.min(limit, mostPeople)),
    findTexts(work, { question, language, limit }),
  ])
  const hits = [
    ...numbered.map((row) => presentText(row, wanted)),
    ...people.map((row) => presentCustomer(row, wanted)),
    ...texts.map((row) => presentText(row, wanted)),
  ]
  return { data: withoutRepeats(hits).slice(0, limit), next: null }
}

async function findNumbered(work: Work, question: string, limit: number): Promise<FoundText[]> {
  const codes = codesIn(question)
  if (codes.length === 0) return []
  const found = await findCodes(work, [...new Set(codes.flatMap(codePatterns))], limit)
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

function presentText(row: FoundText, wanted: Wanted): Hit {
  return {
    kind: row.kind,
    id: row.id,
    complaint: { id: row.complaint_id, number: row.number },
    title: maskNumbers(row.subject, row.order_numbers),
    ...excerptOf(maskNumbers(row.text, row.order_numbers), wanted),
    at: row.at.toString(),
  }
}

function presentCustomer(row: FoundCustomer, wanted: Wanted): Hit {
  const said = row.contacts.map(({ value }) => value)
  const [title = '', ...rest] = row.name ? [row.name, ...said] : said
  return { kind: 'customer', id: row.id, complaint: null, title, ...excerptOf(rest.join(', '), wanted), at: row.created_at.toString() }
}
