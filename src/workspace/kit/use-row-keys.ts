import { useState } from 'react'
import { useWords } from '#workspace/language.ts'
import { useKeys } from './use-keys.ts'

interface RowKeys {
  /** The keys of the rows, in their order. */
  ids: readonly string[]
  selected: ReadonlySet<string>
  onSelect: (selected: ReadonlySet<string>) => void
  /** Brings the row into sight and puts the focus on its link. */
  onGo: (at: number) => void
  onOpen: (id: string) => void
}

export const toggled = (set: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Everything between the last one picked and this one, as Shift with a click does everywhere. */
export function pickedTo(ids: readonly string[], from: string | null, to: string): string[] {
  const ends = [from === null ? ids.indexOf(to) : ids.indexOf(from), ids.indexOf(to)].toSorted((a, b) => a - b)
  return ids.slice(ends[0], (ends[1] ?? -1) + 1)
}

/** The row left and the row reached are both picked; going back over a picked row lets go of the one that was left. */
export const stretched = (set: ReadonlySet<string>, from: string, to: string): ReadonlySet<string> => {
  const next = new Set(set)
  if (set.has(from) && set.has(to)) next.delete(from)
  else next.add(from).add(to)
  return next
}

/** J, K, O, X, Shift X and Shift with the arrows over the rows of a list; answers which row is the current one. */
export function useRowKeys({ ids, selected, onSelect, onGo, onOpen }: RowKeys) {
  const say = useWords('workspace')
  const [current, setCurrent] = useState<string | null>(null)
  const [picked, setPicked] = useState<string | null>(null)
  const go = (step: number) => {
    const at = current === null ? 0 : Math.min(ids.length - 1, Math.max(0, ids.indexOf(current) + step))
    setCurrent(ids[at] ?? null)
    if (ids[at] !== undefined) onGo(at)
  }
  const pick = (id: string, toHere: boolean) => {
    onSelect(toHere ? new Set([...selected, ...pickedTo(ids, picked, id)]) : toggled(selected, id))
    setPicked(id)
  }
  /** Shift with an arrow takes the next row along with this one; back again, it lets go. */
  const stretch = (step: number) => {
    const at = current === null ? -1 : ids.indexOf(current)
    const next = ids[at + step]
    if (next === undefined || at < 0) return go(step)
    onSelect(stretched(selected, ids[at] ?? next, next))
    setPicked(next)
    go(step)
  }
  const withCurrent = (act: (id: string) => void) => () => current !== null && act(current)
  useKeys([
    { keys: 'KeyJ', name: say('list.next'), act: () => go(1) },
    { keys: 'KeyK', name: say('list.previous'), act: () => go(-1) },
    { keys: 'KeyO', name: say('list.open'), act: withCurrent(onOpen) },
    { keys: 'KeyX', name: say('list.pick'), act: withCurrent((id) => pick(id, false)) },
    { keys: 'shift+KeyX', name: say('list.pick_to_here'), act: withCurrent((id) => pick(id, true)) },
    { keys: 'shift+ArrowDown', name: say('list.pick_down'), act: () => stretch(1) },
    { keys: 'shift+ArrowUp', name: say('list.pick_up'), act: () => stretch(-1) },
  ])
  return { current, setCurrent, pick }
}
