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

/** J, K, O, X and Shift X over the rows of a list; answers which row is the current one. */
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
  const withCurrent = (act: (id: string) => void) => () => current !== null && act(current)
  useKeys([
    { keys: 'KeyJ', name: say('list.next'), act: () => go(1) },
    { keys: 'KeyK', name: say('list.previous'), act: () => go(-1) },
    { keys: 'KeyO', name: say('list.open'), act: withCurrent(onOpen) },
    { keys: 'KeyX', name: say('list.pick'), act: withCurrent((id) => pick(id, false)) },
    { keys: 'shift+KeyX', name: say('list.pick_to_here'), act: withCurrent((id) => pick(id, true)) },
  ])
  return { current, setCurrent, pick }
}
