import { useSyncExternalStore } from 'react'

let newer = false
const watchers = new Set<() => void>()

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

/** Whether the desk was renewed since this page was loaded. */
export const useNewer = (): boolean => useSyncExternalStore(watch, () => newer)

const ownScript = () => document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src')

/** Asks the desk which app it serves now; another one than this page's own means that pieces of this one are gone. */
export async function lookForNewer(): Promise<void> {
  const script = ownScript()
  if (newer || !script) return
  try {
    const answer = await fetch('/app/', { cache: 'no-store', headers: { accept: 'text/html' } })
    if (!answer.ok || (await answer.text()).includes(script)) return
  } catch {
    // no line: it is asked again when there is one
    return
  }
  newer = true
  for (const tell of watchers) tell()
}

/** What browsers say of a piece of the app that did not come: the desk was renewed and it is gone, or there was no line. */
const lost = /dynamically imported module|importing a module script failed|unable to preload/i

export const isLostPiece = (why: unknown): boolean => why instanceof Error && lost.test(why.message)
