import type { OfComplaint, OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    /** Another like case got something very unlike. `kind`: `amount` or `refusal`. */
    'unlike.found': OfComplaint & { unlike: string; issue: string; kind: string; factor: number | null }
    /** `words`: the seal over the explanation. */
    'unlike.explained': OfComplaint & { unlike: string; words: string }
    'precedent.written': OfHouse<'precedents'> & { precedent: string; fields: string[] }
    'precedent.outdated': OfHouse<'precedents'> & { precedent: string }
  }
}
