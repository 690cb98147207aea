import type { ComplaintRecord, Presenting } from '#modules/complaints/index.ts'
import type { OrganisationRecord } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Files } from '#platform/files.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'

/** What another module adds to a bundle: a file of its own, read for who exports it. */
export interface BundlePart {
  /** Without the ending: `clocks`. */
  name: string
  find: (work: Work, complaint: Id) => Promise<unknown>
  /** Fields of what was found that only serve who acts on a screen. */
  without?: readonly string[]
}

export interface Exporting {
  presenting: Presenting
  parts: readonly BundlePart[]
  say: (language: Language) => Say
}

/** What was fixed when the export began: the chain up to the fact that says so. */
export interface Begun {
  bundle: Id
  complaint: ComplaintRecord
  organisation: OrganisationRecord
  language: Language
  chain: { stream: string; facts: number; head: string }
  at: Temporal.Instant
  by: string
  files: Files
  seal: Secrets['seal']
}
