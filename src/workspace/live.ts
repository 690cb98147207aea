import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { lookForNewer } from './newer.ts'

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

type Shown = { meta: { topics?: readonly string[] } | undefined }

/** What shows just this, as the page of one complaint does. */
const isShown =
  (topic: string) =>
  ({ meta }: Shown): boolean =>
    meta?.topics?.includes(topic) ?? false

/** What shows many, of which this is one: `complaints:12` is of interest to lists, which name all `complaints`. */
const isAmong =
  (topic: string) =>
  ({ meta }: Shown): boolean =>
    meta?.topics?.some((watched) => topic.startsWith(`${watched}:`)) ?? false

const longestWait = 30_000
/** What is heard in one breath is one question to the desk. */
const breath = 16
/** What shows one thing is asked for again at once, and then not more often than this; what shows many, on a desk where much happens, more seldom. */
const restOfOne = 400
const restOfMany = 2500

/** Asks again for what concerns the topics that are added: the first time at once; what follows close upon it waits for the rest, together. */
function asking(queries: QueryClient, concerns: (topic: string) => (query: Shown) => boolean, rest: number) {
  const heard = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = Number.NEGATIVE_INFINITY
  const askAll = () => {
    timer = undefined
    asked = performance.now()
    const concerned = [...heard].map(concerns)
    heard.clear()
    void queries.invalidateQueries({ predicate: (query) => concerned.some((isConcerned) => isConcerned(query)) })
  }
  return {
    add: (topic: string) => {
      // What nobody shows here must not make wait what somebody does.
      if (!queries.getQueryCache().getAll().some(concerns(topic))) return
      heard.add(topic)
      timer ??= setTimeout(askAll, Math.max(breath, asked + rest - performance.now()))
    },
    stop: () => clearTimeout(timer),
  }
}

/** What was missed is asked for anew; a desk that was renewed meanwhile serves another app. */
function comeBack(queries: QueryClient) {
  void queries.invalidateQueries()
  void lookForNewer()
}

/** Listens to the desk until told to stop. A lost line is taken up again by itself, and what was missed is asked for anew. */
export function listen(queries: QueryClient, address = '/api/v1/live'): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = 1000
  let wasDown = false
  const gathered = [asking(queries, isShown, restOfOne), asking(queries, isAmong, restOfMany)]
  const open = () => {
    source = new EventSource(address)
    source.onopen = () => {
      wait = 1000
      lineUp()
      if (wasDown) comeBack(queries)
      wasDown = false
    }
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const told = Told.safeParse(JSON.parse(data))
      if (told.success) for (const one of gathered) one.add(told.data.topic)
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
  const leave = watchLine(() => {
    if (source?.readyState !== EventSource.OPEN) return
    lineUp()
    comeBack(queries)
  })
  return () => {
    source?.close()
    clearTimeout(timer)
    for (const one of gathered) one.stop()
    leave()
  }
}

/** The browser says that it has no line, or has it again, which a source that stayed open never notices. */
function watchLine(back: () => void): () => void {
  window.addEventListener('offline', lineDown)
  window.addEventListener('online', back)
  return () => {
    window.removeEventListener('offline', lineDown)
    window.removeEventListener('online', back)
  }
}
