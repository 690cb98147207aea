import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, Problem } from '#workspace/kit/desk.ts'
import { beatEvery, type Doing, doings, type Present, sayGone, sayPresent } from '../contract.ts'

/** This tab, as long as it is open. */
const tab = crypto.randomUUID()

/** What the hand does at each complaint: read by the next beat. */
const doingAt = new Map<string, Doing>()

/** Says that we are here, and hears who else is: every few seconds while the tab is seen, and at once when somebody comes, goes or begins to write. */
const presenceQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['notices', 'presence', complaint],
    queryFn: async ({ signal }) => {
      const body = { tab, doing: doingAt.get(complaint) ?? 'reading' }
      return (await call(sayPresent, { complaint }, { body, signal })).others
    },
    refetchInterval: beatEvery * 1000,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    meta: { topics: [`own:presence:${complaint}`] },
  })

const writingFor = 30_000
const lookEvery = 1_000

/** A form says on itself what one does who writes in it: `data-doing="noting"`. */
function doingIn(field: EventTarget | null): Doing | undefined {
  const said = field instanceof Element ? field.closest('[data-doing]')?.getAttribute('data-doing') : null
  return doings.find((one) => one === said)
}

const wordsIn = (field: Element) =>
  field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field.value : field.textContent

/** What the hand does at this moment: words come into a form that says what it is for. Sent, emptied, closed or left alone, it is reading again. */
function useHand(): Doing {
  const [hand, setHand] = useState<{ doing: Doing; field: Element; at: number } | null>(null)
  useEffect(() => {
    const typed = ({ target }: Event) => {
      const doing = doingIn(target)
      if (doing !== undefined && target instanceof Element) setHand({ doing, field: target, at: performance.now() })
    }
    document.addEventListener('input', typed)
    return () => document.removeEventListener('input', typed)
  }, [])
  useEffect(() => {
    if (hand === null) return
    const look = () => {
      const rests = performance.now() - hand.at > writingFor
      if (rests || !hand.field.isConnected || wordsIn(hand.field).trim() === '') setHand(null)
    }
    const timer = setInterval(look, lookEvery)
    return () => clearInterval(timer)
  }, [hand])
  return hand?.doing ?? 'reading'
}

/** Who may not see the complaint any more is not told of it over the line: the next beat hears it, and the page says so. */
function useTellTaken(complaint: string, error: Error | null): void {
  const queries = useQueryClient()
  const taken = error instanceof Problem && error.status === 404
  useEffect(() => {
    if (taken) void queries.invalidateQueries({ queryKey: ['complaints', 'one', complaint] })
  }, [queries, complaint, taken])
}

/** Who else is at a complaint, and what they do; the others hear of us. */
export function usePresence(complaint: string): readonly Present[] {
  const queries = useQueryClient()
  const doing = useHand()
  const { data = [], error } = useQuery(presenceQuery(complaint))
  useTellTaken(complaint, error)
  useEffect(() => {
    if ((doingAt.get(complaint) ?? 'reading') === doing) return
    doingAt.set(complaint, doing)
    void queries.invalidateQueries(presenceQuery(complaint))
  }, [queries, complaint, doing])
  useEffect(() => {
    const leave = () => {
      doingAt.delete(complaint)
      // Who does not hear of it waits until we are forgotten.
      call(sayGone, { complaint }, { body: { tab }, keepalive: true }).catch(() => undefined)
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [complaint])
  return data
}
