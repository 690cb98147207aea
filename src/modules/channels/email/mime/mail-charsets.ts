import { isAscii } from 'node:buffer'
import iconv from 'iconv-lite'
import { charsetName } from './charset-names.ts'
import { guessText, notWestern } from './guess-charset.ts'
import { decodeShifted } from './shifted-charsets.ts'

export { charsetName } from './charset-names.ts'

/** Text read from bytes; `fault` says that the label was missing or lied. */
export type DecodedText = { text: string; charset: string; fault: 'charset_unknown' | 'charset_mislabelled' | null }

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const looseUtf8 = new TextDecoder('utf-8')

/** Labels under which senders put anything at all. */
const saysNothing =
  /^(|us-ascii|ascii|ansi_x3\.4.*|7bit|8bit|binary|unknown|unknown-8bit|x-unknown|default|default_charset|_autodetect.*|x-user-defined|none|.*%.*|.*charset.*)$/

/** Two-byte charsets, whose bytes may look like UTF-8 by accident: believed first. */
const wide = /^(gb|big5|shift|euc|utf-(16|32))/

/** Charsets that hide their letters in ASCII or in pairs of bytes. */
const hidesInAscii = /^(utf-(7|16|32)|ucs|iso-2022|hz)/

const western = /^(iso-8859-(1|15)|windows-1252)$/
const sampleBytes = 8_192

/** Reads bytes as the charset that is declared, if what is declared can be true, else as the likeliest. */
export function decodeText(bytes: Uint8Array, declared: string | null): DecodedText {
  const charset = charsetName(declared)
  const ascii = isAscii(bytes)
  if (ascii && !hidesInAscii.test(charset)) return decodeAscii(bytes, charset)
  const marked = byteOrderMark(bytes)
  if (marked !== null) return { text: new TextDecoder(marked).decode(bytes), charset: marked, fault: null }
  if (charset === 'utf-8' || saysNothing.test(charset)) return decodeUnlabelled(bytes, charset)
  if (hidesInAscii.test(charset)) return decodeHidden(bytes, charset)
  if (wide.test(charset)) return decodeWide(bytes, charset)
  const unicode = asUtf8(bytes)
  if (unicode !== null) return { text: unicode, charset: 'utf-8', fault: 'charset_mislabelled' }
  return decodeNarrow(bytes, charset)
}

/** The text when the bytes are UTF-8 without a flaw, else null. */
export function asUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return null // not an error: the question was whether it is UTF-8
  }
}

/** Eastern mail without a label hides its letters behind escapes; UTF-16 in every second byte. */
function decodeAscii(bytes: Uint8Array, charset: string): DecodedText {
  const text = latin1(bytes)
  if (text.includes('\x1b$')) {
    const hidden = /\x1b\$[@B]/.test(text) ? 'iso-2022-jp' : text.includes('\x1b$)C') ? 'iso-2022-kr' : null
    if (hidden !== null) return { text: decodeAs(bytes, hidden) ?? text, charset: hidden, fault: 'charset_unknown' }
  }
  if (text.includes('\0')) {
    const order = nullOrder(bytes)
    if (order !== null) return { text: new TextDecoder(order).decode(bytes), charset: order, fault: 'charset_unknown' }
  }
  return { text, charset: charset || 'us-ascii', fault: null }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && asUtf8(bytes) !== null ? 'utf-8' : null
}

/** Which half of each pair of bytes is empty: that tells the order of UTF-16. */
function nullOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, sampleBytes)
  let [even, odd] = [0, 0]
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  const most = sample.length / 5
  if (odd > most && even < odd / 4) return 'utf-16le'
  return even > most && odd < even / 4 ? 'utf-16be' : null
}

function decodeUnlabelled(bytes: Uint8Array, charset: string): DecodedText {
  const unicode = asUtf8(bytes)
  if (unicode !== null) return { text: unicode, charset: 'utf-8', fault: charset === 'utf-8' ? null : 'charset_unknown' }
  const loose = looseUtf8.decode(bytes)
  if (isMostlyUtf8(loose)) return { text: loose, charset: 'utf-8', fault: 'charset_mislabelled' }
  return { ...guessText(bytes), fault: charset === 'utf-8' ? 'charset_mislabelled' : 'charset_unknown' }
}

function decodeHidden(bytes: Uint8Array, charset: string): DecodedText {
  const unicode = /^(utf-7|iso-2022|hz)/.test(charset) && !isAscii(bytes) ? asUtf8(bytes) : null
  if (unicode !== null) return { text: unicode, charset: 'utf-8', fault: 'charset_mislabelled' }
  // Without a mark the standard says big-endian, and the world writes little-endian: the empty bytes tell.
  const paired = /^(utf-16|ucs-2)/.test(charset)
  if (paired && isAscii(bytes) && !bytes.includes(0)) return { text: latin1(bytes), charset: 'us-ascii', fault: 'charset_mislabelled' }
  return decodeWide(bytes, (paired && !/[lb]e$/.test(charset) && nullOrder(bytes)) || charset)
}

function decodeWide(bytes: Uint8Array, charset: string): DecodedText {
  const text = decodeAs(bytes, charset)
  if (text !== null && !text.includes('\ufffd')) return { text, charset, fault: null }
  const unicode = isAscii(bytes) ? null : asUtf8(bytes)
  if (unicode !== null) return { text: unicode, charset: 'utf-8', fault: 'charset_mislabelled' }
  if (text === null) return { ...guessText(bytes), fault: 'charset_unknown' }
  return { ...likelier(bytes, { text, charset }), fault: 'charset_mislabelled' }
}

/** Damage breaks signs in every charset; the wrong one breaks more: Japanese programs call all of theirs by one name. */
function likelier(bytes: Uint8Array, read: { text: string; charset: string }): { text: string; charset: string } {
  const guessed = guessText(bytes)
  return western.test(guessed.charset) || brokenIn(guessed.text) >= brokenIn(read.text) ? read : guessed
}

const brokenIn = (text: string): number => text.slice(0, sampleBytes).split('\ufffd').length

function decodeNarrow(bytes: Uint8Array, charset: string): DecodedText {
  const other = western.test(charset) ? notWestern(bytes) : null
  if (other !== null) return { text: new TextDecoder(other).decode(bytes), charset: other, fault: 'charset_mislabelled' }
  const text = decodeAs(bytes, betterGreek(bytes, charset))
  return text === null ? { ...guessText(bytes), fault: 'charset_unknown' } : { text, charset, fault: null }
}

function decodeAs(bytes: Uint8Array, charset: string): string | null {
  const shifted = /^(hz|iso-2022-[kc])/.test(charset) ? decodeShifted(bytes, charset) : null
  if (shifted !== null) return shifted
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : null // the label is none of the standard's
  }
}

/** Windows writes its own Greek and calls it ISO: the capital Ά and the typographic quotes tell. */
function betterGreek(bytes: Uint8Array, charset: string): string {
  if (charset !== 'iso-8859-7') return charset
  return /[\x80-\x9f\xa2]/.test(latin1(bytes.subarray(0, sampleBytes))) ? 'windows-1253' : charset
}

/** A text of which a part was damaged is still UTF-8: in other charsets its letters come together by accident only now and then. */
function isMostlyUtf8(text: string): boolean {
  const foreign = text.slice(0, sampleBytes).match(/[^\x00-\x7f]/g) ?? []
  const broken = foreign.filter((sign) => sign === '\ufffd').length
  const read = foreign.length - broken
  return broken < foreign.length * 0.1 || (read >= 4 && read > broken)
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
