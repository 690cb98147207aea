import { visibleComplaints } from '#modules/complaints/index.ts'
import { findPerson } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { gatherWords } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

const sayNotices = gatherWords({ en: { notices: en }, el: { notices: el }, es: { notices: es } })

/** What happened on one complaint, to be told outside the desk. */
export interface LetterLine {
  complaint: Id
  kinds: string[]
}

/** A line with the number of its complaint; never a word of a customer. */
export interface SeenLine extends LetterLine {
  number: string
}

/** Those of the lines whose complaint the colleague sees at this moment, and that is not restricted. */
export async function linesSeen(work: Work, agent: Id, lines: readonly LetterLine[]): Promise<SeenLine[]> {
  const person = await findPerson(work, agent)
  if (person === null || lines.length === 0) return []
  const rows = await work.db
    .selectFrom('complaints_complaints')
    .select(['complaints_complaints.id', 'complaints_complaints.number'])
    .where(
      'complaints_complaints.id',
      'in',
      lines.map(({ complaint }) => complaint),
    )
    .where('complaints_complaints.restriction', 'is', null)
    .where(visibleComplaints(person))
    .execute()
  const numbers = new Map(rows.map(({ id, number }) => [id, number]))
  return lines.flatMap((line) => {
    const number = numbers.get(line.complaint)
    return number === undefined ? [] : [{ ...line, number }]
  })
}

const mostLines = 40

/** What a mail says: each complaint by its number, what happened, and where it is. */
export function mailOf(lines: readonly SeenLine[], { name, language, origin }: { name: string; language: Language; origin: string }) {
  const say = sayNotices(language)
  const said = lines.slice(0, mostLines).map((line) => `${sentenceOf(line, language)}\n${origin}${addressOf(line)}`)
  const more = lines.length > mostLines ? [say('notices:letter.more', { count: lines.length - mostLines })] : []
  const parts = [say('notices:letter.about', { name }), ...said, ...more, `${say('notices:letter.stop')}\n${origin}/app/settings/notices`]
  return { subject: subjectOf(lines, language), text: `${parts.join('\n\n')}\n` }
}

const mostPushed = 3

/** What a push says, and where it leads. */
export function pushOf(lines: readonly SeenLine[], language: Language) {
  const [first] = lines
  const isOne = lines.length === 1 && first !== undefined
  return {
    title: subjectOf(lines, language),
    body: lines
      .slice(0, mostPushed)
      .map((line) => (isOne ? kindsOf(line, language) : sentenceOf(line, language)))
      .join('\n'),
    address: isOne ? addressOf(first) : '/app/notices',
    tag: isOne ? first.complaint : 'notices',
  }
}

const addressOf = ({ complaint }: SeenLine) => `/app/complaints/${complaint}`

function subjectOf(lines: readonly SeenLine[], language: Language): string {
  const [first] = lines
  if (lines.length === 1 && first) return first.number
  return sayNotices(language)('notices:letter.subject', { count: lines.length })
}

const sentenceOf = (line: SeenLine, language: Language) => `${line.number}: ${kindsOf(line, language)}`

const kindsOf = ({ kinds }: SeenLine, language: Language) => kinds.map((kind) => sayNotices(language)(`notices:kinds.${kind}`)).join('; ')
