import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useSyncExternalStore } from 'react'

/** What stands in the sheet of a reply at this moment; panels beside it read along. One sheet is open at a time. */
let written = { complaint: '', text: '' }
const watchers = new Set<() => void>()
const sentWatchers = new Set<(sent: SentReply) => void>()

export interface SentReply {
  complaint: string
  message: string
}

export function tellWritten(complaint: string, text: string): void {
  written = { complaint, text }
  for (const tell of watchers) tell()
}

export function tellSent(sent: SentReply): void {
  for (const tell of sentWatchers) tell(sent)
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

const rest = 300

/** The text of the reply to a complaint, as soon as the writer rests for a moment. */
export function useWrittenReply(complaint: string): string {
  const now = useSyncExternalStore(watch, () => written)
  const [settled] = useDebouncedValue(now.complaint === complaint ? now.text : '', rest)
  return settled
}

/** Acts when a reply to this complaint has been handed over for sending. */
export function useOnSentReply(complaint: string, act: (message: string) => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const heard = (sent: SentReply) => {
      if (sent.complaint === complaint) latest.current(sent.message)
    }
    sentWatchers.add(heard)
    return () => {
      sentWatchers.delete(heard)
    }
  }, [complaint])
}

/** The sheet says what stands in it when it opens or begins anew, and that nothing does when it is gone. */
export function useTellOpened(
  complaint: string,
  sheet: { current: { text: string } },
  { isReply, turn }: { isReply: boolean; turn: number },
): void {
  useEffect(() => {
    if (isReply) tellWritten(complaint, sheet.current.text)
  }, [complaint, sheet, isReply, turn])
  useEffect(() => () => (isReply ? tellWritten(complaint, '') : undefined), [complaint, isReply])
}
