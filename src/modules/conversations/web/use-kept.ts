import { useState } from 'react'

function read<Value extends object>(name: string, otherwise: Value): Value {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null')
    return typeof kept === 'object' && kept !== null ? { ...otherwise, ...kept } : otherwise
  } catch {
    // a browser that refuses storage, or something that is not ours in it
    return otherwise
  }
}

/** What is typed stays in this tab, also through a crash, until it is let go. */
export function useKept<Value extends object>(name: string, otherwise: Value) {
  const [value, setValue] = useState(() => read(name, otherwise))
  const keep = (next: Value) => {
    setValue(next)
    try {
      sessionStorage.setItem(name, JSON.stringify(next))
    } catch {
      // it lasts as long as the page, then
    }
  }
  const letGo = () => {
    setValue(otherwise)
    try {
      sessionStorage.removeItem(name)
    } catch {
      // nothing was kept
    }
  }
  return [value, keep, letGo] as const
}
