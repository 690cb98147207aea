import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { atTheEnd } from './at-the-end.ts'

/** Texts and addresses by name: `{ 'customer.example': { TXT: ['v=spf1 ip4:127.0.0.1 -all'] } }`. */
export type Zone = Record<string, Partial<Record<'TXT' | 'A', string[]>>>

const kinds: Record<number, 'A' | 'TXT'> = { 1: 'A', 16: 'TXT' }

/** A real name server on a port of its own that knows these names and no others. */
export async function nameServer(zone: Zone): Promise<{ address: string; asked: string[] }> {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (question, { address, port }) => {
    const { name, kind, end } = read(question)
    asked.push(`${kinds[kind] ?? kind} ${name}`)
    const records = zone[name]
    const said = (kinds[kind] && records?.[kinds[kind]]) ?? []
    socket.send(
      answer(question.subarray(0, end), { known: records !== undefined, data: said.map((one) => dataOf(kind, one)), kind }),
      port,
      address,
    )
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  atTheEnd(() => new Promise<void>((closed) => socket.close(() => closed())))
  return { address: `127.0.0.1:${socket.address().port}`, asked }
}

function read(question: Buffer): { name: string; kind: number; end: number } {
  const labels: string[] = []
  let at = 12
  while (question[at]) {
    const length = question[at] ?? 0
    labels.push(question.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), kind: question.readUInt16BE(at + 1), end: at + 5 }
}

function dataOf(kind: number, said: string): Buffer {
  if (kinds[kind] === 'A') return Buffer.from(said.split('.').map(Number))
  const pieces = said.match(/[^]{1,255}/g) ?? []
  return Buffer.concat(pieces.flatMap((piece) => [Buffer.from([piece.length]), Buffer.from(piece, 'latin1')]))
}

function answer(question: Buffer, { known, data, kind }: { known: boolean; data: Buffer[]; kind: number }): Buffer {
  const head = Buffer.from(question)
  // An answer, asked for recursively and given so; 3 is “there is no such name”.
  head.writeUInt16BE(0x8180 | (known ? 0 : 3), 2)
  head.writeUInt16BE(data.length, 6)
  head.writeUInt32BE(0, 8)
  const records = data.flatMap((one) => {
    const record = Buffer.alloc(12)
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(kind, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt32BE(60, 6)
    record.writeUInt16BE(one.length, 10)
    return [record, one]
  })
  return Buffer.concat([head, ...records])
}
