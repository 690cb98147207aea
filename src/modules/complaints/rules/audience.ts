import type { Id } from '#platform/endpoint.ts'

/** Who might be told of something that happened to a complaint. */
export interface Audience {
  /** These colleagues; null is nobody. */
  people?: readonly (Id | null)[]
  /** Whoever has the complaint. */
  owner?: boolean
  followers?: boolean
  /** Whoever leads its team. */
  leads?: boolean
  /** Whoever works with one of these roles or duties. */
  holders?: readonly string[]
  /** Whoever announced this fact of it before: `{ fact: 'handover.requested', field: 'handover', is: id }`. */
  announced?: { fact: string; field: string; is: Id }
}
