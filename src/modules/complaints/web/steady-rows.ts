import { useState } from 'react'

export interface Steady<Row> {
  rows: readonly Row[]
  /** How many came in or moved while nothing was allowed to move. */
  waiting: number
}

/**
 * Keeps rows in their places while a hand is on them: values change where they stand, what comes in waits, what left stays until the hand is gone.
 * Rows that follow the last known one are more of the list, and go below.
 */
export function steady<Row>(before: readonly Row[], fresh: readonly Row[], idOf: (row: Row) => string): Steady<Row> {
  const byId = new Map(fresh.map((row) => [idOf(row), row]))
  const known = new Set(before.map(idOf))
  const end = fresh.findLastIndex((row) => known.has(idOf(row)))
  const below = fresh.slice(end + 1)
  const waiting = fresh.slice(0, end + 1).filter((row) => !known.has(idOf(row))).length
  return { rows: [...before.map((row) => byId.get(idOf(row)) ?? row), ...below], waiting }
}

/** `held` while pointer, focus or selection is on the list; `list` names the list, so that another one begins anew. */
export function useSteadyRows<Row extends { id: string }>(
  fresh: readonly Row[],
  held: boolean,
  list: string,
): Steady<Row> & { letGo: () => void } {
  const [kept, setKept] = useState({ list, fresh, rows: fresh, waiting: 0 })
  const letGo = () => setKept({ list, fresh, rows: fresh, waiting: 0 })
  if (kept.list !== list || kept.fresh !== fresh) {
    const moves = !held || kept.list !== list || kept.rows.length === 0
    setKept({ list, fresh, ...(moves ? { rows: fresh, waiting: 0 } : steady(kept.rows, fresh, ({ id }) => id)) })
  } else if (!held && kept.rows !== fresh) {
    setKept({ list, fresh, rows: fresh, waiting: 0 })
  }
  return { rows: kept.rows, waiting: kept.waiting, letGo }
}
