import { createTransport } from 'nodemailer'
import { letter } from './letters.ts'

/** Hands one letter over, and waits until the desk says that it has it. */
export interface Carrier {
  hand(turn: number): Promise<void>
  end(): void
}

export function byHttp(port: number, tokens: readonly string[], series: string): Carrier {
  const url = `http://127.0.0.1:${port}/api/v1/inbound/email?recipient=help@desk.example`
  return {
    async hand(turn) {
      const headers = { 'content-type': 'message/rfc822', authorization: `Bearer ${tokens[turn % tokens.length]}` }
      const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(letter(turn, series).raw) })
      if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`)
      await answer.arrayBuffer()
    },
    end() {
      // Connections are the runtime's.
    },
  }
}

export function bySmtp(port: number, clients: number, series: string): Carrier {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: clients,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  })
  return {
    async hand(turn) {
      const { raw, from } = letter(turn, series)
      await transport.sendMail({ envelope: { from, to: 'help@desk.example' }, raw })
    },
    end: () => transport.close(),
  }
}
