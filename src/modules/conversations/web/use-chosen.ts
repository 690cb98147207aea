import { type KeyboardEvent, useState } from 'react'

/** Which of so many is chosen in a list below a field: arrows move, Enter takes, Esc leaves, and no key is heard by what stands around it. */
export function useChosen(many: number, { onTake, onLeave }: { onTake: (at: number) => void; onLeave: () => void }) {
  const [chosen, setAt] = useState(0)
  const at = Math.min(chosen, Math.max(0, many - 1))
  const acts: Record<string, () => void> = {
    ArrowDown: () => setAt(Math.min(at + 1, many - 1)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    Enter: () => onTake(at),
    Escape: onLeave,
  }
  const pressed = (event: KeyboardEvent) => {
    const act = event.nativeEvent.isComposing ? undefined : acts[event.key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return { at, setAt, pressed }
}
