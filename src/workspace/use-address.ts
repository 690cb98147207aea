import { useLocation } from '@tanstack/react-router'
import { useMemo } from 'react'

/** What the address of this page says after the question mark, all of it text. Who reads only this is not drawn anew for another path. */
export function useSearched(): Record<string, string | undefined> {
  const text = useLocation({ select: ({ searchStr }) => searchStr })
  return useMemo(() => Object.fromEntries(new URLSearchParams(text)), [text])
}

export function useAddress(): { path: string; search: Record<string, string | undefined> } {
  const path = useLocation({ select: ({ pathname }) => pathname })
  return { path, search: useSearched() }
}

/** Whether what this says of the path holds; drawn anew only when that changes. */
export const usePathIs = (path: RegExp): boolean => useLocation({ select: ({ pathname }) => path.test(pathname) })

/** The part of the app that one is in, without the base: `/`, `/complaints`, and `/complaints/` for whatever lies below it. */
export const usePart = (): string => useLocation({ select: ({ pathname }) => withoutBase(pathname).replace(/^(\/[^/]+\/).+$/, '$1') })

/** A path without the `/app` that it may begin with. */
export const withoutBase = (path: string): string => path.replace(/^\/app(?=\/|$)/, '') || '/'
