import type { OfHouse } from '../fact.ts'

declare module '../fact.ts' {
  interface Facts {
    'backup.taken': OfHouse<'backup'> & { rows: number; files: number; bytes: number }
  }
}
