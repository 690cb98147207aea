import { Problem } from '#workspace/kit/desk.ts'

/** Somebody else changed it first: the version that the edit was made of is not the newest. */
export const isStale = (why: unknown): boolean => why instanceof Problem && why.status === 412

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Only what differs, so that an edit never touches what its writer did not. */
export function changedBetween<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const changed = Object.entries(after).filter(([name, value]) => !same(value, before[name as keyof Fields]))
  // the entries are those of Fields itself
  return Object.fromEntries(changed) as Partial<Fields>
}
