import type { RouterHistory } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'

const signInAddress = '/app/sign-in'
/** Pages for who is not signed in. */
const open = ['/app/sign-in', '/app/forgotten-password', '/app/new-password', '/app/set-up', '/app/invitation']

export const isOpenPage = (path: string): boolean => open.some((page) => path.startsWith(page))

/** To the sign-in page, with the way back. */
export function goToSignIn(history: RouterHistory): void {
  const { pathname, href } = history.location
  if (isOpenPage(pathname)) return
  history.replace(`${signInAddress}?to=${encodeURIComponent(href)}`)
}

/** Where to go after signing in: only to a page of our own. */
export const wayBack = (to: string | undefined): string =>
  to !== undefined && /^\/app(\/|$|\?)/.test(to) && !isOpenPage(to) ? to : '/app/'

let ended = false
const watchers = new Set<() => void>()

/** The session ended while somebody was at work, or is there again: the page stays, with what is written on it. */
export function setSessionEnded(now: boolean): void {
  if (ended === now) return
  ended = now
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

export const useSessionEnded = (): boolean => useSyncExternalStore(watch, () => ended)
