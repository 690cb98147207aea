import { useSyncExternalStore } from 'react'

let asked = 0
const watchers = new Set<() => void>()

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

/** Opens the palette, wherever one is. */
export function openPalette(): void {
  asked += 1
  for (const tell of watchers) tell()
}

/** How often the palette was asked for since the page was loaded: it is fetched the first time. */
export const usePaletteAsked = (): number => useSyncExternalStore(watch, () => asked)
