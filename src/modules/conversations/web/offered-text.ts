import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { call } from '#workspace/kit/desk.ts'
import { fillReadyText } from '../contract.ts'
import type { FilledText, ReadyTexts } from './use-ready-texts.ts'

interface Offer {
  complaint: string
  filled: FilledText
}

let offer: Offer | null = null
const watchers = new Set<() => void>()

function put(next: Offer | null) {
  offer = next
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

/** Acts as soon as a panel offers a text for this complaint. */
export function useOnOffer(complaint: string, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(
    () =>
      watch(() => {
        if (offer?.complaint === complaint) latest.current()
      }),
    [complaint],
  )
}

/** Whether a panel beside the reply has a text for it that no sheet has taken yet. */
const useOffer = (complaint: string): FilledText | null => {
  const now = useSyncExternalStore(watch, () => offer)
  return now?.complaint === complaint ? now.filled : null
}

/** Puts a ready text, by its code, into the reply to this complaint, wherever on the page the reply is. */
export function useOfferText(complaint: string): (code: string) => Promise<void> {
  const queries = useQueryClient()
  return async (code) => {
    const filled = await queries.fetchQuery({
      queryKey: ['conversations', 'filled', complaint, code],
      queryFn: ({ signal }) => call(fillReadyText, { complaint, text: code }, { signal }),
    })
    put({ complaint, filled })
  }
}

const patience = 100

/** The sheet of a reply takes what is offered, as soon as there is an editor to take it. A note takes nothing. */
export function useTakeOffer(complaint: string, ready: ReadyTexts, isReply: boolean): void {
  const filled = useOffer(complaint)
  const latest = useRef(ready)
  latest.current = ready
  useEffect(() => {
    if (filled === null || !isReply) return
    const timer = setInterval(() => {
      if (latest.current.hand.current === null) return
      clearInterval(timer)
      put(null)
      latest.current.insert(filled)
    }, patience)
    return () => clearInterval(timer)
  }, [filled, isReply])
}
