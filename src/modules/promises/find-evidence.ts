import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Shown } from './contract.ts'

const most = 8
const lineLength = 90

interface Promised {
  id: Id
  words: string
  made_at: Temporal.Instant
}

/** What went out, was said or was noted on a complaint since the first of these promises, newest first: one of it shows that a promise was kept. */
export async function findEvidence(work: Work, complaint: Id, promises: readonly Promised[]): Promise<Shown[]> {
  const [first] = promises.map(({ made_at }) => made_at).toSorted((one, other) => Temporal.Instant.compare(one, other))
  if (!first) return []
  const [messages, notes] = await Promise.all([
    work.db
      .selectFrom('conversations_messages')
      .select(['id', 'at', 'kind', 'visible_text as text'])
      .where('complaint_id', '=', complaint)
      .where('at', '>=', first)
      .where('moved_to', 'is', null)
      .where((match) =>
        match.or([
          match('kind', '=', 'contact'),
          match.and([match('kind', '=', 'message'), match('direction', '=', 'out'), match('state', '=', 'sent')]),
        ]),
      )
      .orderBy('at', 'desc')
      .limit(most)
      .execute(),
    work.db
      .selectFrom('conversations_notes')
      .select(['id', 'at', 'text'])
      .where('complaint_id', '=', complaint)
      .where('at', '>=', first)
      .orderBy('at', 'desc')
      .limit(most)
      .execute(),
  ])
  return [...messages, ...notes.map((note) => ({ ...note, kind: 'note' }))]
    .toSorted((one, other) => Temporal.Instant.compare(other.at, one.at))
    .slice(0, most)
    .map(({ id, at, kind, text }) => ({
      kind: kind as Shown['kind'], // of these kinds only, asked above
      id,
      at: at.toString(),
      line: lineOf(text),
      promises: promises.filter((promise) => plain(text).includes(plain(promise.words))).map((promise) => promise.id),
    }))
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()

const lineOf = (text: string): string => {
  const whole = text.replaceAll(/\s+/g, ' ').trim()
  return whole.length > lineLength ? `${whole.slice(0, lineLength)}…` : whole
}
