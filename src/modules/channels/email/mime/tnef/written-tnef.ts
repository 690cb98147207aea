/** Writes TNEF for the tests: nobody else writes it here. */
export function tnefOf(...attributes: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('789f3e220100', 'hex'), ...attributes])
}

export function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(level, 0)
  head.writeUInt32LE(id, 1)
  head.writeUInt32LE(data.length, 5)
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(data.reduce((a, b) => (a + b) & 0xffff, 0))
  return Buffer.concat([head, data, sum])
}

export function propertyList(properties: readonly Buffer[]): Buffer {
  return Buffer.concat([longs(properties.length), ...properties])
}

type Kind = 'unicode' | 'text' | 'binary' | 'object' | 'long' | 'time' | 'named'

const types: Readonly<Record<Kind, number>> = {
  unicode: 0x1f,
  text: 0x1e,
  binary: 0x102,
  object: 0x0d,
  long: 0x03,
  time: 0x40,
  named: 0x1f,
}

export function property(id: number, kind: Kind, value: string | number | Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(types[kind], 0)
  head.writeUInt16LE(id, 2)
  if (kind === 'long') return Buffer.concat([head, longs(Number(value))])
  if (kind === 'time') return Buffer.concat([head, windowsTime(String(value))])
  const name =
    kind === 'named' ? Buffer.concat([Buffer.alloc(16, 3), longs(1, 10), padded(Buffer.from('Name\0', 'utf16le'))]) : Buffer.alloc(0)
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(`${value}\0`, types[kind] === 0x1f ? 'utf16le' : 'latin1')
  return Buffer.concat([head, name, longs(1, bytes.length), padded(bytes)])
}

export function longs(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, at) => bytes.writeUInt32LE(number, at * 4))
  return bytes
}

/** RTF in the wrapping of compressed RTF, not compressed. */
export function rtfStored(rtf: string): Buffer {
  const bytes = Buffer.from(rtf, 'latin1')
  return Buffer.concat([longs(bytes.length + 12, bytes.length, 0x414c454d, 0), bytes])
}

/** A mail with a winmail.dat, as Outlook sends it. */
export function winmail(tnef: Buffer, text: string): Buffer {
  return Buffer.from(
    `From: Eleni <eleni@customer.example>\r\nTo: desk@shop.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n` +
      `--b\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--b\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${tnef.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n--b--\r\n`,
  )
}

function windowsTime(instant: string): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE((BigInt(Temporal.Instant.from(instant).epochMilliseconds) + 11_644_473_600_000n) * 10_000n)
  return bytes
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}
