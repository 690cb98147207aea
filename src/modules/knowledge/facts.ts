import type { OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'text.written': OfHouse<'knowledge'> & { text: string; code: string; languages: string[] }
    'text.edited': OfHouse<'knowledge'> & { text: string; fields: string[]; languages: string[] }
    'text.retired': OfHouse<'knowledge'> & { text: string }
    'text.restored': OfHouse<'knowledge'> & { text: string }
  }
}
