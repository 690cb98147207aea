import { useLocation } from '@tanstack/react-router'

/** What the address of this page says after the question mark, all of it text. */
export function useAddress(): { path: string; search: Record<string, string | undefined> } {
  const { pathname, searchStr } = useLocation()
  return { path: pathname, search: Object.fromEntries(new URLSearchParams(searchStr)) }
}
