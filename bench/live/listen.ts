import { Agent, type ClientRequest, request } from 'node:http'

/** What arrived at somebody who listens, and when: milliseconds of the clock. */
export interface Arrival {
  topic: string
  fact: string
  at: number
}

export interface Listener {
  arrivals: Arrival[]
  /** Whether the line broke before it was let go. */
  broken: boolean
  leave(): void
}

/** The clock in milliseconds, finer than Date. */
export const clock = (): number => performance.timeOrigin + performance.now()

/** Listens as the workspace does: server-sent events, over a connection of its own. Answers when the desk has let it in. */
export function listenAs(port: number, token: string): Promise<Listener> {
  const agent = new Agent({ keepAlive: false, maxSockets: 1 })
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'cache-control': 'no-store' }
  const { promise, resolve, reject } = Promise.withResolvers<Listener>()
  const asked: ClientRequest = request({ port, host: '127.0.0.1', agent, path: '/api/v1/live', headers }, (response) => {
    if (response.statusCode !== 200) return reject(new Error(`The live line answered ${response.statusCode}`))
    let left = false
    const listener: Listener = {
      arrivals: [],
      broken: false,
      leave() {
        left = true
        asked.destroy()
        agent.destroy()
      },
    }
    let rest = ''
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const at = clock()
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (!line.startsWith('data: ')) continue
        const { topic, fact } = JSON.parse(line.slice(6)) as { topic: string; fact: string }
        listener.arrivals.push({ topic, fact, at })
      }
    })
    response.on('close', () => {
      listener.broken ||= !left
    })
    response.on('error', () => undefined)
    resolve(listener)
  })
  asked.on('error', reject)
  asked.end()
  return promise
}
