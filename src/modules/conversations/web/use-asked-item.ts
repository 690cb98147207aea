import { useEffect, useSyncExternalStore } from 'react'

const hashNow = () => window.location.hash
const onHash = (heard: () => void) => {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}

interface Asking {
  /** Of the entries that are shown. */
  ids: readonly string[]
  /** Earlier entries can be fetched, and none are on their way. */
  more: boolean
  onMore: () => void
}

/** Where an entry of the timeline is found on its page: `#item-…`. */
export const placeOf = (id: string): string => `item-${id}`

/** The entry that the address names is brought into sight and takes the focus; earlier ones are fetched until it is there. */
export function useAskedItem({ ids, more, onMore }: Asking): void {
  const asked = useSyncExternalStore(onHash, hashNow).slice(1)
  const named = asked.startsWith(placeOf(''))
  const shown = named && ids.some((id) => placeOf(id) === asked)
  useEffect(() => {
    if (named && !shown && more) onMore()
  }, [named, shown, more, onMore])
  useEffect(() => {
    if (!shown) return
    let [frame, left] = [0, patience]
    const look = () => {
      const place = document.getElementById(asked)
      left -= 1
      // on a telephone the part with the timeline comes up first
      if (place?.checkVisibility() || left === 0) show(place)
      else frame = requestAnimationFrame(look)
    }
    look()
    return () => cancelAnimationFrame(frame)
  }, [asked, shown])
}

/** Frames that a hidden entry is waited for. */
const patience = 30

function show(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'center' })
  place?.focus({ preventScroll: true })
  // asked for again, it is news again
  window.history.replaceState(window.history.state, '', `${window.location.pathname}${window.location.search}`)
  window.dispatchEvent(new Event('hashchange'))
}
