import { type RefObject, useEffect, useRef, useState } from 'react'

export interface GoingFile<Sent> {
  id: string
  file: File
  share: number
  state: 'going' | 'there' | 'failed' | 'refused'
  /** What the desk answered, when it is there. */
  sent?: Sent
  /** The place that is kept for a picture in a text: once it is there, it leaves the list. */
  place?: string | null
  /** Why not: an error when it failed, a sentence when it need not be tried. */
  why?: unknown
}

export type SendOne<Sent> = (file: File, sending: { onProgress: (share: number) => void; signal: AbortSignal }) => Promise<Sent>

/** A file as it was chosen; with a place where it is a picture in a text. */
interface GivenFile {
  file: File
  place?: string | null
}

interface Files<Sent> {
  send: SendOne<Sent>
  onChange: (sent: readonly Sent[]) => void
  /** A picture is there, or was given up. */
  onPicture?: ((place: string, sent: Sent | null) => void) | undefined
  /** A sentence for a file that need not be tried. */
  refusal: (file: File) => string | undefined
}

/** Tells what has arrived, each time that it changes. */
function useArrivals<Sent>(all: readonly GoingFile<Sent>[], tell: RefObject<(sent: readonly Sent[]) => void>) {
  const before = useRef(0)
  useEffect(() => {
    const arrived = all.flatMap((file) => (file.sent === undefined ? [] : [file.sent]))
    if (arrived.length !== before.current) tell.current(arrived)
    before.current = arrived.length
  }, [all, tell])
  /** Something else begins: that these are gone is no news. */
  return () => {
    before.current = 0
  }
}

const freshOf = <Sent>({ file, place = null }: GivenFile, why: string | undefined): GoingFile<Sent> => ({
  id: crypto.randomUUID(),
  file,
  place,
  share: 0,
  state: why === undefined ? 'going' : 'refused',
  why,
})

const changed = <Sent>(files: readonly GoingFile<Sent>[], id: string, now: Partial<GoingFile<Sent>>) =>
  files.map((file) => (file.id === id ? { ...file, ...now } : file))

/** What the latest of its callers wants to hear. */
function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value)
  latest.current = value
  return latest
}

/** Files on their way, each with how far it is; `again` after a failure, `remove` stops one. */
export function useFiles<Sent>({ send, onChange, onPicture, refusal }: Files<Sent>) {
  const [all, setAll] = useState<readonly GoingFile<Sent>[]>([])
  const stops = useRef(new Map<string, AbortController>())
  const picture = useLatest(onPicture)
  const begin = useArrivals(all, useLatest(onChange))
  useEffect(() => () => stops.current.forEach((stop) => stop.abort()), [])

  const change = (id: string, now: Partial<GoingFile<Sent>>) => setAll((files) => changed(files, id, now))
  const leave = (id: string) => setAll((files) => files.filter((file) => file.id !== id))
  const arrive = ({ id, place }: GoingFile<Sent>, sent: Sent) => {
    if (!place) return change(id, { state: 'there', share: 1, sent })
    picture.current?.(place, sent)
    leave(id)
  }
  const go = async (going: GoingFile<Sent>) => {
    const { id, file } = going
    const stop = new AbortController()
    stops.current.set(id, stop)
    change(id, { state: 'going', share: 0 })
    await send(file, { onProgress: (share) => change(id, { share }), signal: stop.signal }).then(
      (sent) => arrive(going, sent),
      (why: unknown) => change(id, { state: 'failed', why }),
    )
  }
  const add = (files: readonly GivenFile[]) => {
    const fresh = files.map((given) => freshOf<Sent>(given, refusal(given.file)))
    setAll((now) => [...now, ...fresh])
    for (const file of fresh.filter(({ state }) => state === 'going')) void go(file)
  }
  const remove = ({ id, place }: GoingFile<Sent>) => {
    stops.current.get(id)?.abort()
    if (place) picture.current?.(place, null)
    leave(id)
  }
  const clear = () => {
    for (const stop of stops.current.values()) stop.abort()
    begin()
    setAll([])
  }
  return { all, add, again: (file: GoingFile<Sent>) => void go(file), remove, clear }
}

export type FilesOnTheirWay<Sent> = ReturnType<typeof useFiles<Sent>>
