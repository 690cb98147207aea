import type { OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'wording.changed': OfHouse<'tone'> & { rule: string }
  }
}
