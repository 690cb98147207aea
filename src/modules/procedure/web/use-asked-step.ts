import { useEffect, useSyncExternalStore } from 'react'

const hashNow = () => window.location.hash
const onHash = (heard: () => void) => {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}

/** Where a step is found on its page: `#step-4`. */
export const placeOfStep = (step: number): string => `step-${step}`

/** The step that the address names is opened; a closing gate leads here. */
export function useAskedStep(onOpen: (step: number) => void): void {
  const [, asked] = /^#step-(\d+)$/.exec(useSyncExternalStore(onHash, hashNow)) ?? []
  useEffect(() => {
    if (asked === undefined) return
    onOpen(Number(asked))
    // asked for again, it is news again
    window.history.replaceState(window.history.state, '', `${window.location.pathname}${window.location.search}`)
    window.dispatchEvent(new Event('hashchange'))
    const frame = requestAnimationFrame(() => {
      const place = document.getElementById(placeOfStep(Number(asked)))
      place?.scrollIntoView({ block: 'nearest' })
      place?.querySelector('button')?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [asked, onOpen])
}
