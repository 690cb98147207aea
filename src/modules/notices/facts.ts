import type { OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    /** A colleague says that they are away, or, with nulls, that they are not. */
    'absence.written': OfHouse<'notices'> & { agent: string; from: string | null; until: string | null; stand_in: string | null }
  }
}
