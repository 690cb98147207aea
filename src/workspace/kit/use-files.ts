import { useEffect, useRef, useState } from 'react'

export interface GoingFile<Sent> {
  id: string
  file: File
  share: number
  state: 'going' | 'there' | 'failed' | 'refused'
  /** What the desk answered, when it is there. */
  sent?: Sent
  /** Why not: an error when it failed, a sentence when it need not be tried. */
  why?: unknown
}

export type SendOne<Sent> = (file: File, sending: { onProgress: (share: number) => void; signal: AbortSignal }) => Promise<Sent>

interface Files<Sent> {
  send: SendOne<Sent>
  onChange: (sent: readonly Sent[]) => void
  /** A sentence for a file that need not be tried. */
  refusal: (file: File) => string | undefined
}

/** Files on their way, each with how far it is; `again` after a failure, `remove` stops one. */
export function useFiles<Sent>({ send, onChange, refusal }: Files<Sent>) {
  const [all, setAll] = useState<readonly GoingFile<Sent>[]>([])
  const stops = useRef(new Map<string, AbortController>())
  const told = useRef(onChange)
  told.current = onChange
  const before = useRef(0)
  useEffect(() => {
    const arrived = all.flatMap((file) => (file.sent === undefined ? [] : [file.sent]))
    if (arrived.length !== before.current) told.current(arrived)
    before.current = arrived.length
  }, [all])
  useEffect(() => () => stops.current.forEach((stop) => stop.abort()), [])

  const change = (id: string, now: Partial<GoingFile<Sent>>) =>
    setAll((files) => files.map((file) => (file.id === id ? { ...file, ...now } : file)))
  const go = async ({ id, file }: GoingFile<Sent>) => {
    const stop = new AbortController()
    stops.current.set(id, stop)
    change(id, { state: 'going', share: 0 })
    try {
      const sent = await send(file, { onProgress: (share) => change(id, { share }), signal: stop.signal })
      change(id, { state: 'there', share: 1, sent })
    } catch (why) {
      change(id, { state: 'failed', why })
    }
  }
  const add = (files: readonly File[]) => {
    const fresh = files.map((file): GoingFile<Sent> => {
      const why = refusal(file)
      return { id: crypto.randomUUID(), file, share: 0, state: why === undefined ? 'going' : 'refused', why }
    })
    setAll((now) => [...now, ...fresh])
    for (const file of fresh.filter(({ state }) => state === 'going')) void go(file)
  }
  const remove = ({ id }: GoingFile<Sent>) => {
    stops.current.get(id)?.abort()
    setAll((now) => now.filter((file) => file.id !== id))
  }
  return { all, add, again: (file: GoingFile<Sent>) => void go(file), remove }
}
