import { useState } from 'react'

/**
 * What a hand has just chosen: it stands at once, and stays until the desk has answered.
 * When the desk refuses, what stood before is back; the act itself says why.
 */
export function useAtOnce<Value>(value: Value, act: (chosen: Value) => Promise<unknown>): [Value, (chosen: Value) => void] {
  const [ahead, setAhead] = useState<{ value: Value } | null>(null)
  const choose = (chosen: Value) => {
    const mine = { value: chosen }
    const answered = () => setAhead((now) => (now === mine ? null : now))
    setAhead(mine)
    act(chosen).then(answered, answered)
  }
  return [ahead === null ? value : ahead.value, choose]
}
