import type { History } from './history.ts'

/** What the complaint's own row says and no fact does: which fields are filled. */
export interface RecordSeen {
  /** Of the first issue. */
  category: string | null
  owner: string | null
  /** There is a customer whom an answer can reach. */
  reachable: boolean
  /** It is known who complains, or that they want to stay unnamed. */
  named: boolean
  /** It is known when it happened. */
  occurred: boolean
}

/** Everything that the steps are judged by. */
export interface Seen {
  history: History
  record: RecordSeen
  /** The codes of the points that must be known for this category. */
  checklist: readonly string[]
  /** Those of them that a field of the record says. */
  filled: readonly string[]
}
