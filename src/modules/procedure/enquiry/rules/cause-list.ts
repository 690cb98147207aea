import tree from './cause-tree.json' with { type: 'json' }

/** A root cause of the list, as it comes with the desk or as the house wrote it. */
export interface ListedCause {
  code: string
  parent: string | null
  names: { en: string; el: string; es: string }
  position: number
  ended: boolean
  version: number
}

interface Branch {
  code: string
  names: ListedCause['names']
  children?: Branch[]
}

const distance = 10

/** The list that comes with the desk, each branch before its leaves. */
export const shippedCauses: readonly ListedCause[] = flatten(tree).map((cause, at) => ({
  ...cause,
  position: (at + 1) * distance,
  ended: false,
  version: 1,
}))

function flatten(branches: readonly Branch[], parent: string | null = null): Pick<ListedCause, 'code' | 'parent' | 'names'>[] {
  return branches.flatMap(({ code, names, children = [] }) => [{ code, parent, names }, ...flatten(children, code)])
}

/** The whole list: what the house wrote stands in the place of what came with the desk. */
export function wholeList(written: readonly ListedCause[]): ListedCause[] {
  const known = new Map(shippedCauses.map((cause) => [cause.code, cause]))
  for (const cause of written) known.set(cause.code, cause)
  return [...known.values()].toSorted((one, other) => one.position - other.position || (one.code < other.code ? -1 : 1))
}
