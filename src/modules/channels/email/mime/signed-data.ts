import { mailLimits } from './mail-limits.ts'

/** What a PKCS #7 container is: signed (its content can be read), encrypted, or something else. */
export type Pkcs7 = { kind: 'signed' | 'encrypted' | 'other'; content: Buffer | null }

type Element = { tag: number; constructed: boolean; from: number; to: number; next: number }
type Walk = { bytes: Buffer; steps: number; depth: number }

const objectId = 0x06
const octetString = 0x04
const explicitContent = 0xa0

/** The object identifiers of CMS content types (RFC 5652), as their bytes are written. */
const signedData = '2a864886f70d010702'
const encryptedData = ['2a864886f70d010703', '2a864886f70d010706', '2a864886f70d0109100117']

/** Opens the outside of a PKCS #7 container, far enough to find the mail that an opaque signature encloses. It verifies nothing. */
export function readPkcs7(bytes: Buffer): Pkcs7 {
  const walk: Walk = { bytes, steps: 0, depth: 0 }
  const [type, wrapper] = childrenOf(walk, elementAt(walk, 0, bytes.length))
  const kind = type?.tag === objectId ? bytes.toString('hex', type.from, type.to) : ''
  if (encryptedData.includes(kind)) return { kind: 'encrypted', content: null }
  if (kind !== signedData) return { kind: 'other', content: null }
  const [signed] = childrenOf(walk, wrapper)
  // Version, digest algorithms, then what was signed: its type, and the content behind it.
  const [, , enclosed] = childrenOf(walk, signed)
  const [, explicit] = childrenOf(walk, enclosed)
  const [octets] = childrenOf(walk, explicit?.tag === explicitContent ? explicit : null)
  return { kind: 'signed', content: octets === undefined ? null : contentOf(walk, octets, 0) }
}

/** An octet string may be in pieces, each an octet string again. */
function contentOf(walk: Walk, element: Element, depth: number): Buffer {
  if (!element.constructed || depth > mailLimits.derDepth) return walk.bytes.subarray(element.from, element.to)
  const pieces = childrenOf(walk, element).filter((piece) => (piece.tag & 0x1f) === octetString)
  return Buffer.concat(pieces.map((piece) => contentOf(walk, piece, depth + 1)))
}

function childrenOf(walk: Walk, parent: Element | null | undefined): Element[] {
  const found: Element[] = []
  if (parent === null || parent === undefined) return found
  for (let at = parent.from; at < parent.to; ) {
    const child = elementAt(walk, at, parent.to)
    if (child === null || (child.tag === 0 && child.to === child.from)) break
    found.push(child)
    at = child.next
  }
  return found
}

/** One element of DER or BER; null when it cannot be one, or when the steps are used up. */
function elementAt(walk: Walk, at: number, limit: number): Element | null {
  walk.steps += 1
  if (walk.steps > mailLimits.derSteps || at + 2 > limit) return null
  const tag = walk.bytes.readUInt8(at)
  const first = walk.bytes.readUInt8(at + 1)
  if (first === 0x80) return openElement(walk, at, limit)
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  const from = at + 2 + lengthBytes
  if (lengthBytes > 6 || from > limit) return null
  const to = Math.min(from + (lengthBytes === 0 ? first : walk.bytes.readUIntBE(at + 2, lengthBytes)), limit)
  return { tag: plainTag(tag), constructed: (tag & 0x20) !== 0, from, to, next: to }
}

/** The tag without the sign that it has children, but for the one that is known by it. */
const plainTag = (tag: number): number => (tag === explicitContent ? tag : tag & 0xdf)

/** An element without a length ends at two bytes of nought behind its children. */
function openElement(walk: Walk, at: number, limit: number): Element {
  let end = at + 2
  walk.depth += 1
  let child = walk.depth > mailLimits.derDepth ? null : elementAt(walk, end, limit)
  while (child !== null && !(child.tag === 0 && child.to === child.from)) {
    end = child.next
    child = elementAt(walk, end, limit)
  }
  walk.depth -= 1
  return { tag: plainTag(walk.bytes.readUInt8(at)), constructed: true, from: at + 2, to: end, next: Math.min(end + 2, limit) }
}
