import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  randomBytes,
  sign,
} from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The key outside the database, and what is derived from it. */
export interface Secrets {
  /** Says which key this is without saying the key. */
  fingerprint: string
  /** The string that signs sessions. */
  sessions: string
  encrypt(plain: Uint8Array): Buffer
  decrypt(sealed: Uint8Array): Buffer
  /** Signs words for one use: what was signed for another is worth nothing here. */
  sign(use: string, words: string): Buffer
  /** Signs what leaves the house, so that anybody can check it who has the public key. */
  seal: { publicKey: string; sign(bytes: Uint8Array): Buffer }
}

/** The secret of the environment, else the one kept in the data folder, made on first start. */
export async function readSecret(given: string | undefined, dataFolder: string): Promise<string> {
  if (given) return given
  const file = join(dataFolder, 'secret')
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim()
  await mkdir(dataFolder, { recursive: true })
  const made = randomBytes(32).toString('base64url')
  // `wx`: two processes that start at once must not each keep their own.
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return (await readFile(file, 'utf8')).trim()
}

export function secretsOf(secret: string): Secrets {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'redress', use, 32))
  const key = derive('encryption')
  return {
    fingerprint: createHash('sha256').update(derive('fingerprint')).digest('hex').slice(0, 16),
    sessions: derive('sessions').toString('base64url'),
    encrypt: (plain) => encrypt(key, plain),
    decrypt: (sealed) => decrypt(key, sealed),
    sign: (use, words) =>
      createHmac('sha256', derive(`signing/${use}`))
        .update(words)
        .digest(),
    seal: sealOf(derive('seal')),
  }
}

// How an Ed25519 key of 32 bytes is written in PKCS #8 (RFC 8410).
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Ed25519; the public key as 32 bytes in base64url. Made when it is first asked for. */
function sealOf(seed: Buffer): Secrets['seal'] {
  const key = () => createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  return {
    get publicKey() {
      return createPublicKey(key()).export({ format: 'jwk' }).x ?? ''
    },
    sign: (bytes) => sign(null, bytes, key()),
  }
}

/** A secret for a link, a token or an invitation: 256 random bits, readable in a URL. Only its hash is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

function encrypt(key: Buffer, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}
