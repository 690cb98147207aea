import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atTheEnd } from './at-the-end.ts'

/** A push service on this machine with one browser behind it: keeps what comes for it, opened as the browser would open it (RFC 8291). */
export async function pushService() {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const auth = randomBytes(16)
  const taken: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      taken.push(opened(Buffer.concat(parts)))
      response.writeHead(201).end()
    })
  })
  const opened = (sealed: Buffer): string => {
    const [salt, length] = [sealed.subarray(0, 16), sealed[20] ?? 0]
    const [sender, words] = [sealed.subarray(21, 21 + length), sealed.subarray(21 + length)]
    const about = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
    const shared = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), auth, about, 32))
    const part = (name: string, size: number) => Buffer.from(hkdfSync('sha256', shared, salt, `Content-Encoding: ${name}\0`, size))
    const reading = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12)).setAuthTag(words.subarray(-16))
    const padded = Buffer.concat([reading.update(words.subarray(0, -16)), reading.final()])
    return padded.subarray(0, padded.lastIndexOf(2)).toString()
  }
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  atTheEnd(async () => void server.close())
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    taken,
    /** What the browser says of itself when it has asked this service. */
    subscription: {
      endpoint: `http://${host}/browser`,
      keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
  }
}
