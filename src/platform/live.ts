import type { Pool } from 'pg'
import type { Logger } from 'pino'

/** What listeners hear: that something happened to a stream; never what was said. */
export interface Heard {
  stream: string
  fact: string
  seq: number
}

export interface Listener {
  hear(heard: Heard): void
  /** Nothing more will be heard: the process ends. */
  over?(): void
}

export interface Live {
  listen(listener: Listener): () => void
  close(): Promise<void>
}

/** Listens to the facts of every node through the database, and tells the listeners of this one. Reconnects by itself. */
export function openLive(pool: Pool, log: Logger): Live {
  const listeners = new Set<Listener>()
  const state = { closed: false, release: () => undefined as unknown }
  const connect = async () => {
    const client = await pool.connect()
    state.release = () => client.release(true)
    client.on('notification', ({ channel, payload }) => {
      if (channel !== 'facts' || !payload) return
      const heard = JSON.parse(payload) as Heard
      for (const listener of listeners) listener.hear(heard)
    })
    client.on('error', () => again())
    await client.query('listen facts')
  }
  const again = () => {
    if (!state.closed) setTimeout(() => void connect().catch(later), 1000)
  }
  const later = (error: unknown) => {
    if (state.closed) return
    log.warn({ err: error }, 'live updates are interrupted')
    again()
  }
  void connect().catch(later)
  return {
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      state.closed = true
      for (const listener of listeners) listener.over?.()
      const { release } = state
      state.release = () => undefined
      release()
    },
  }
}
