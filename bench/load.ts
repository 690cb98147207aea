import { Agent, request } from 'node:http'

export interface Asked {
  method: 'GET' | 'POST'
  path: string
  body?: unknown
}

export interface Measured {
  p50: number
  p95: number
  /** How many were done in how many milliseconds. */
  count: number
  took: number
}

/** Lets so many clients do something again and again, each when it has done the last; answers how long one took. */
export async function measure(asked: {
  clients: number
  count: number
  run: (turn: number, client: number) => Promise<void>
}): Promise<Measured> {
  const times: number[] = []
  let turn = 0
  const began = performance.now()
  const client = async (_: unknown, number: number) => {
    while (turn < asked.count) {
      const own = turn++
      const start = performance.now()
      await asked.run(own, number)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: asked.clients }, client))
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), count: asked.count, took: performance.now() - began }
}

export interface Answer {
  status: number
  text: string
}

/** Calls over connections that stay open; each call with the next token, so that no token's limit is what is measured. */
export function caller(port: number, tokens: readonly string[], sockets = 64) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  let next = 0
  const call = (asked: Asked): Promise<Answer> => {
    const token = tokens[next++ % tokens.length] ?? ''
    const payload = asked.body === undefined ? undefined : JSON.stringify(asked.body)
    const headers = {
      authorization: `Bearer ${token}`,
      ...(payload && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
    }
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const sent = request({ port, host: '127.0.0.1', agent, method: asked.method, path: asked.path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(payload)
    return promise
  }
  return { call, close: () => agent.destroy() }
}

export type Call = ReturnType<typeof caller>['call']
