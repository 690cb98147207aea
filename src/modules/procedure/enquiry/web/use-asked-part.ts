import { useEffect, useSyncExternalStore } from 'react'

export type EnquiryPart = 'points' | 'summaries' | 'findings' | 'causes' | 'triggers'

const hashNow = () => window.location.hash
const onHash = (heard: () => void) => {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}

/** Where a part of the enquiry is found on its page: `#enquiry-causes`. */
export const placeOfPart = (part: EnquiryPart): string => `enquiry-${part}`

const asked = /^#enquiry-(points|summaries|findings|causes|triggers)$/

/** The part that the address names is opened; a closing gate leads here. */
export function useAskedPart(onOpen: (part: EnquiryPart) => void): void {
  const [, part] = asked.exec(useSyncExternalStore(onHash, hashNow)) ?? []
  useEffect(() => {
    if (part === undefined) return
    onOpen(part as EnquiryPart) // the pattern knows these only
    // asked for again, it is news again
    window.history.replaceState(window.history.state, '', `${window.location.pathname}${window.location.search}`)
    window.dispatchEvent(new Event('hashchange'))
    const frame = requestAnimationFrame(() => {
      const place = document.getElementById(placeOfPart(part as EnquiryPart))
      place?.scrollIntoView({ block: 'nearest' })
      place?.querySelector('button')?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [part, onOpen])
}
