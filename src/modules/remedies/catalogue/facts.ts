import type { OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'catalogue.written': OfHouse<'remedies'> & { entry: string; number: number }
  }
}
