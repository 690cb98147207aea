import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** What was carried out for an issue. */
export interface Given {
  issue: Id
  kind: string
  basis: 'entitlement' | 'goodwill'
  /** In minor units of the house's currency; null of what costs nothing, or where no rate was known. */
  worth: { amount: number; currency: string } | null
}

interface NamedCode {
  code: string
  names: { en: string; el: string; es: string }
}

/** What our peers know of a complaint, handed in where the house is put together (src/reactions.ts). */
export interface Sources {
  causesOf: (work: Work, complaint: Id) => Promise<{ issue: Id; code: string }[]>
  causeNames: (work: Work) => Promise<NamedCode[]>
  givenOn: (work: Work, complaint: Id) => Promise<Given[]>
  /** By issue. */
  wishesOf: (work: Work, complaint: Id) => Promise<ReadonlyMap<Id, { code: string }[]>>
}
