import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { clocksQuery } from '#modules/clocks/web/queries.ts'
import { useOnSentReply, useWrittenReply } from '#modules/conversations/web/written-reply.ts'
import { PromisesInText } from '#modules/promises/web/promises-in-text.tsx'
import { PromisesPane } from '#modules/promises/web/promises-pane.tsx'

/** When the first final answer that the law asks for is due; null where no such clock runs. */
function useFinalDue(complaint: string): string | null {
  const { data } = useQuery({ ...clocksQuery(complaint), retry: false })
  const dues = (data?.data ?? []).filter(({ kind, legal, open }) => kind === 'final' && legal && open).map(({ due }) => due)
  return dues.toSorted()[0] ?? null
}

/** The promises of a complaint, beside what the clocks say. */
export function ComplaintPromises({ complaint }: { complaint: string }) {
  return <PromisesPane complaint={complaint} finalDue={useFinalDue(complaint)} />
}

/** Below the reply: what it promises. */
export function WrittenPromises({ complaint }: { complaint: string }) {
  const text = useWrittenReply(complaint)
  const sent = useRef<(message: string) => void>(() => undefined)
  useOnSentReply(complaint, (message) => sent.current(message))
  const listen = (act: (message: string) => void) => {
    sent.current = act
  }
  return <PromisesInText complaint={complaint} text={text} finalDue={useFinalDue(complaint)} onSent={listen} />
}
