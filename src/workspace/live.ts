import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'

/** What the desk tells: a topic, as `complaints` or `complaints:<id>`. Queries name the topics they show in `meta.topics`. */
const Told = z.object({ topic: z.string() })

export interface Line {
  /** Since when there is no connection; null while there is one. */
  since: string | null
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { topics?: readonly string[] }
  }
}

let line: Line = { since: null }
const watchers = new Set<() => void>()

function setLine(since: string | null) {
  if ((since === null) === (line.since === null)) return
  line = { since }
  for (const tell of watchers) tell()
}

const lineUp = () => setLine(null)
const lineDown = () => setLine(Temporal.Now.instant().toString())

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

/** Whether the desk hears us, for the banner. */
export const useLine = (): Line => useSyncExternalStore(watch, () => line)

/** `complaints:12` is of interest to who watches `complaints:12` or all `complaints`. */
const concerns = (topic: string) => (watched: string) => topic === watched || topic.startsWith(`${watched}:`)

export function refreshWhatShows(queries: QueryClient, topic: string): Promise<void> {
  const predicate = ({ meta }: { meta: { topics?: readonly string[] } | undefined }) => meta?.topics?.some(concerns(topic)) ?? false
  return queries.invalidateQueries({ predicate })
}

/** A burst of facts is one question to the desk, not one each. */
const togetherFor = 120
const longestWait = 30_000

function gather(queries: QueryClient) {
  const heard = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    timer = undefined
    for (const topic of heard) void refreshWhatShows(queries, topic)
    heard.clear()
  }
  return {
    add: (topic: string) => {
      heard.add(topic)
      timer ??= setTimeout(tell, togetherFor)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Listens to the desk until told to stop. A lost line is taken up again by itself, and what was missed is asked for anew. */
export function listen(queries: QueryClient, address = '/api/v1/live'): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = 1000
  let wasDown = false
  const gathered = gather(queries)
  const open = () => {
    source = new EventSource(address)
    source.onopen = () => {
      wait = 1000
      lineUp()
      if (wasDown) void queries.invalidateQueries()
      wasDown = false
    }
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const told = Told.safeParse(JSON.parse(data))
      if (told.success) gathered.add(told.data.topic)
    }
    source.onerror = () => {
      wasDown = true
      lineDown()
      if (source?.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, wait)
      wait = Math.min(wait * 2, longestWait)
    }
  }
  open()
  window.addEventListener('offline', lineDown)
  return () => {
    source?.close()
    clearTimeout(timer)
    gathered.stop()
    window.removeEventListener('offline', lineDown)
  }
}
