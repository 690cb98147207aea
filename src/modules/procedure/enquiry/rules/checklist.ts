import type { PointKind } from './point-values.ts'
import starter from './starter-checklists.json' with { type: 'json' }

interface InLanguages {
  en: string
  el: string
  es: string
}

/** A field of the record that says what a point asks for. */
export type RecordField = 'occurred_at' | 'order_numbers' | 'product' | 'place' | 'amount' | 'desired_outcome'

/** A fact that complaints of a kind need, and how it is asked for. */
export interface ListedPoint {
  code: string
  names: InLanguages
  questions: InLanguages
  purpose: InLanguages
  kind: PointKind
  needed: boolean
  field: RecordField | null
}

// the file is ours, and a test reads it against the contract
const lists = starter as unknown as { purposes: Record<string, InLanguages>; checklists: Record<string, StarterPoint[]> }

interface StarterPoint extends Omit<ListedPoint, 'purpose' | 'field'> {
  purpose: string
  field?: RecordField
}

/** The lists that come with the desk, by category; each adds to those above it. */
export const shippedChecklists: ReadonlyMap<string, readonly ListedPoint[]> = new Map(
  Object.entries(lists.checklists).map(([category, points]) => [
    category,
    points.map(({ purpose, field = null, ...point }) => ({
      ...point,
      field,
      purpose: lists.purposes[purpose] ?? { en: '', el: '', es: '' },
    })),
  ]),
)

/** The lists of a complaint in one, from the widest to the narrowest: the narrower one says how a point of the same code is asked. */
export function joined(all: readonly (readonly ListedPoint[])[]): ListedPoint[] {
  const points = new Map<string, ListedPoint>()
  for (const point of all.flat()) points.set(point.code, point)
  return [...points.values()]
}
