import type { ActName, Gates } from '#platform/fact.ts'
import { gates } from '#src/reactions.ts'
import { atTheEnd } from './at-the-end.ts'

/** For tests of something else: in this file nothing of these acts is forbidden, but what `instead` says. */
export function openGates(acts: readonly ActName[], instead: Gates = {}): void {
  rewire(gates, { ...gates, ...Object.fromEntries(acts.map((act) => [act, instead[act] ?? []])) })
}

/** As long as this test file lasts, a table of src/reactions.ts says this and nothing else. Files share a process, so it is put back. */
export function rewire<Table extends object>(table: Table, instead: NoInfer<Table>): void {
  const before = { ...table }
  atTheEnd(async () => refill(table, before))
  refill(table, instead)
}

function refill(table: object, entries: object): void {
  for (const name of Object.keys(table)) Reflect.deleteProperty(table, name)
  Object.assign(table, entries)
}
