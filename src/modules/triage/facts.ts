import type { OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'triage.trained': OfHouse<'triage'> & { task: string; version: number; corrections: number; accuracy: number; kept: boolean }
  }
}
