import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server that takes everything: where the desk's acknowledgements go. */
export async function smtpSink(): Promise<{ port: number; taken(): number; close(): Promise<void> }> {
  let taken = 0
  const sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      stream.resume()
      stream.on('end', () => {
        taken += 1
        done()
      })
    },
  })
  sink.listen(0, '127.0.0.1')
  await once(sink.server, 'listening')
  return {
    port: (sink.server.address() as AddressInfo).port,
    taken: () => taken,
    close: () => new Promise((closed) => sink.close(() => closed())),
  }
}
