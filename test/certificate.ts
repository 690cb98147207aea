import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'

export interface Certified {
  /** PEM, as servers take them. */
  cert: string
  key: string
  fingerprint: string
  name: string
  keyObject: KeyObject
}

interface Asked {
  name: string
  /** Who signs; nobody but itself when left out. */
  by?: Certified
  /** Whether it may sign others. */
  isAuthority?: boolean
}

const tag = { integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, utf8: 0x0c, time: 0x17, sequence: 0x30, set: 0x31 } as const
const oids = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  basicConstraints: '551d13',
  subjectAltName: '551d11',
} as const

/** A certificate for a server on this machine, made here and now: its own, or signed by an authority that was made here too. */
export function certificateFor({ name, by, isAuthority = false }: Asked): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(tag.sequence, oid('ecdsaWithSha256'))
  const names = (common: string) =>
    der(tag.sequence, der(tag.set, der(tag.sequence, oid('commonName'), der(tag.utf8, Buffer.from(common)))))
  const serial = randomBytes(12)
  serial[0] = 0x41 // neither negative nor with a zero in front
  const toBeSigned = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, serial),
    algorithm,
    names(by?.name ?? name),
    der(tag.sequence, time({ hours: -1 }), time({ hours: 24 })),
    names(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(tag.sequence, ...extensions(isAuthority))),
  )
  const signature = sign('sha256', toBeSigned, by?.keyObject ?? privateKey)
  const whole = der(tag.sequence, toBeSigned, algorithm, der(tag.bits, Buffer.from([0]), signature))
  const cert = `-----BEGIN CERTIFICATE-----\n${(whole.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { cert, key, name, keyObject: privateKey, fingerprint: new X509Certificate(cert).fingerprint256 }
}

function extensions(isAuthority: boolean): Buffer[] {
  const alternative = der(tag.sequence, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))
  const constraints = der(tag.sequence, ...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : []))
  return [
    der(tag.sequence, oid('basicConstraints'), der(tag.octets, constraints)),
    der(tag.sequence, oid('subjectAltName'), der(tag.octets, alternative)),
  ]
}

const oid = (name: keyof typeof oids) => der(tag.oid, Buffer.from(oids[name], 'hex'))

function time(from: Temporal.DurationLike): Buffer {
  const said = Temporal.Now.instant().add(from).toString({ smallestUnit: 'second' })
  return der(tag.time, Buffer.from(said.slice(2).replaceAll(/[-:T]/g, '')))
}

function der(kind: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([kind]), lengthOf(body.length), body])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff])
}
