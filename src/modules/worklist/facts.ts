import type { OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'view.saved': OfHouse<'worklist'> & { view: string; shared: string | null; team: string | null }
    'view.edited': OfHouse<'worklist'> & { view: string; fields: string[]; shared: string | null; team: string | null }
    'view.ended': OfHouse<'worklist'> & { view: string }
    'view.restored': OfHouse<'worklist'> & { view: string }
    /** A list began to leave the house as a table. What was asked for may name a person: it stands in `worklist_exports`. */
    'list.exported': OfHouse<'exports'> & { export: string; columns: string[] }
    /** It left whole. */
    'list.export_ended': OfHouse<'exports'> & { export: string; rows: number }
  }
}
