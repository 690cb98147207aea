import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

const main = () => document.getElementById('main')

/** Where a page begins for who does not see it: the heading of the part that says so, else its first one. */
const beginning = () => main()?.querySelector<HTMLElement>(main()?.querySelector('[data-arrive]') ? '[data-arrive] h2' : 'h1') ?? null

/** The link that led to the page one comes back from: the row of a list. */
const linkTo = (path: string) =>
  main()?.querySelector<HTMLElement>(`a[href="${CSS.escape(path)}"], a[href^="${CSS.escape(path)}?"]`) ?? null

function focusOn(place: HTMLElement) {
  if (!place.matches('a, button, [tabindex]')) place.tabIndex = -1
  place.focus({ preventScroll: !place.matches('a') })
}

interface Arriving {
  /** What had the focus when one left; then what this page began with. */
  left: Element | null
  /** The page that one comes back from, when this one lies above it. */
  from: string | null
  begun: boolean
  /** What stands there now is what there is. */
  ends: boolean
}

/** A page that put the focus into a field of its own, or on what is missing next, knows better; and so does who went on meanwhile. */
function hasOwn({ left, begun }: Arriving): boolean {
  const here = document.activeElement
  if (here === null || here === left || here === document.body || here === main()) return false
  return begun || main()?.contains(here) === true
}

/** Puts the focus where one expects it; false while the page, or the row that one came from, may still come or be drawn anew. */
function arrive(arriving: Arriving): boolean {
  if (hasOwn(arriving)) return true
  const row = arriving.from === null ? null : linkTo(arriving.from)
  const place = row ?? beginning()
  if (place === null) return false
  if (place !== arriving.left) focusOn(place)
  arriving.left = place
  arriving.begun = true
  return row !== null || arriving.ends
}

/** Milliseconds: a page is drawn by then, and a list has its rows. */
const longest = 5000

/** Waits until the page has something to begin with; answers how to stop waiting. */
function whenThere(arriving: Arriving): () => void {
  const watching = new MutationObserver(() => arrive(arriving) && watching.disconnect())
  const frame = requestAnimationFrame(() => {
    if (!arrive(arriving)) watching.observe(document.body, { childList: true, subtree: true })
  })
  const enough = setTimeout(() => {
    arriving.ends = true
    if (arriving.begun) watching.disconnect()
  }, longest)
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(enough)
    watching.disconnect()
  }
}

/** After going to another page the focus is at its beginning, back in a list on the row that one came from; never lost to the body. */
export function useArrival(): void {
  const router = useRouter()
  useEffect(() => {
    let left: Element | null = null
    let stop = () => {}
    const leaving = router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
      if (pathChanged) left = document.activeElement
    })
    const there = router.subscribe('onRendered', ({ pathChanged, fromLocation, toLocation }) => {
      if (!pathChanged || fromLocation === undefined) return
      stop()
      // Locations are below the app's base; links name it.
      const isAbove = toLocation.pathname !== '/' && fromLocation.pathname.startsWith(`${toLocation.pathname}/`)
      stop = whenThere({ left, begun: false, ends: false, from: isAbove ? `/app${fromLocation.pathname.replace(/^\/app/, '')}` : null })
    })
    return () => {
      leaving()
      there()
      stop()
    }
  }, [router])
}
