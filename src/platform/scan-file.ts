import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

export type Scan = 'clean' | 'infected'

/** How long a scanner may think about one file, in milliseconds. */
const patience = 60_000
const chunk = 64 * 1024

/** Asks the clamd behind `tcp://host:3310` or `unix:///run/clamd.ctl` about some bytes (its INSTREAM command). Throws the scanner's own words when it cannot tell. */
export async function scanBytes(clamdUrl: string, bytes: Uint8Array): Promise<Scan> {
  const socket = connect(addressOf(new URL(clamdUrl)))
  socket.setTimeout(patience, () => socket.destroy(new Error('The virus scanner did not answer in time')))
  await once(socket, 'connect')
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.byteLength; at += chunk) socket.write(framed(bytes.subarray(at, at + chunk)))
  socket.write(framed(new Uint8Array()))
  return verdictOf(await text(socket))
}

function framed(part: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(part.byteLength)
  return Buffer.concat([length, part])
}

function verdictOf(said: string): Scan {
  const answer = said.replaceAll('\0', '').trim()
  if (answer.endsWith(': OK')) return 'clean'
  if (answer.endsWith(' FOUND')) return 'infected'
  throw new Error(`The virus scanner said: ${answer || 'nothing'}`)
}

const addressOf = (url: URL) => (url.protocol === 'unix:' ? { path: url.pathname } : { host: url.hostname, port: Number(url.port) || 3310 })
