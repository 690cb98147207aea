import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { atTheEnd } from './at-the-end.ts'

export interface ModelDouble {
  /** What REDRESS_LLM_URL says. */
  url: string
  /** What came in, newest last. */
  asked: { path: string; key: string | undefined; body: string }[]
  /** What the next answers say; a function gets the request's body. */
  says: string | ((body: string) => string)
  /** Instead of an answer of its own: these bytes, with this status. */
  sends: { status: number; body: string; headers?: Record<string, string> } | null
  /** Waits so long before it answers, in milliseconds. */
  slowness: number
}

/** A real little server on this machine that speaks chat completions. It ends with the test file. */
export async function modelDouble(): Promise<ModelDouble> {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atTheEnd(
    () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  )
  // It listens on a port, not on a socket file.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const double: ModelDouble = { url, asked: [], says: 'Thank you for telling us.', sends: null, slowness: 0 }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const body = await text(request)
    double.asked.push({ path: request.url ?? '', key: request.headers.authorization, body })
    await new Promise((done) => setTimeout(done, double.slowness))
    if (double.sends) {
      response.writeHead(double.sends.status, { 'content-type': 'application/json', ...double.sends.headers }).end(double.sends.body)
      return
    }
    const content = typeof double.says === 'string' ? double.says : double.says(body)
    const completion = {
      id: 'one',
      object: 'chat.completion',
      model: 'double-1',
      choices: [{ index: 0, message: { role: 'assistant', content } }],
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion))
  }

  return double
}
