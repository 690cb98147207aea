import { useSyncExternalStore } from 'react'

const watchers = new Set<() => void>()
const nameOf = (complaint: string) => `redress.hold.${complaint}`

/** In this tab only, so that a crash in the middle of a call loses nothing. */
function read(complaint: string): number {
  try {
    const seconds = Number(sessionStorage.getItem(nameOf(complaint)))
    return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 86_400) : 0
  } catch {
    return 0 // a browser that refuses storage counts nothing
  }
}

function write(complaint: string, seconds: number) {
  try {
    if (seconds === 0) sessionStorage.removeItem(nameOf(complaint))
    else sessionStorage.setItem(nameOf(complaint), String(seconds))
  } catch {
    // as above
  }
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

/** How long the customer was on hold in the contact that nobody has logged yet. */
export const useHoldSeconds = (complaint: string): number => useSyncExternalStore(watch, () => read(complaint))
export const addHoldSeconds = (complaint: string, seconds: number): void => write(complaint, read(complaint) + seconds)
/** The contact was logged. */
export const clearHoldSeconds = (complaint: string): void => write(complaint, 0)
