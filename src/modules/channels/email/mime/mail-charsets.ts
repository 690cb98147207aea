import iconv from 'iconv-lite'

/** Text read from bytes; `fault` says that the label was missing or lied. */
export type DecodedText = { text: string; charset: string; fault: 'charset_unknown' | 'charset_mislabelled' | null }

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const looseUtf8 = new TextDecoder('utf-8')

/** Names that clients write and that the encoding standard does not know. */
const otherNames: Readonly<Record<string, string>> = {
  'utf-8-mac': 'utf-8',
  utf8mb4: 'utf-8',
  utf_8: 'utf-8',
  cp65001: 'utf-8',
  ansi_x3: 'windows-1252',
  greek: 'iso-8859-7',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  cp932: 'shift_jis',
  'x-mac-roman': 'macintosh',
  'iso-8859-8-i': 'iso-8859-8',
  'unicode-1-1-utf-7': 'utf-7',
}

/** Labels under which senders put anything at all. */
const saysNothing =
  /^(|us-ascii|ascii|7bit|8bit|binary|unknown|unknown-8bit|x-unknown|default|default_charset|_autodetect.*|x-user-defined|none)$/

/** Two-byte charsets, whose bytes may look like UTF-8 by accident: believed first. */
const wide = /^(gb|big5|shift|euc|iso-2022|utf-16)/

/** What the letters of a language look like in each charset that mail leaves undeclared, its commonest letters only. */
const guesses: readonly { charset: string; common: string }[] = [
  { charset: 'windows-1253', common: 'αοιτενσηυρόάίέςήπκμλύώ' },
  { charset: 'windows-1251', common: 'оеаинтсрвлкмдпуя' },
  { charset: 'koi8-r', common: 'оеаинтсрвлкмдпуя' },
  { charset: 'gb18030', common: '的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年，。！？：' },
  { charset: 'shift_jis', common: 'のにはをたがでてとしれさいるなもすこんかあまりうきくつよけっ、。ー' },
  { charset: 'euc-jp', common: 'のにはをたがでてとしれさいるなもすこんかあまりうきくつよけっ、。ー' },
]

const guessSample = 8_192

/** Reads bytes as the charset that is declared, if what is declared can be true, else as the likeliest. */
export function decodeText(bytes: Uint8Array, declared: string | null): DecodedText {
  const charset = charsetName(declared)
  if (isAscii(bytes) && !/^(utf-(7|16|32)|ucs|iso-2022|hz)/.test(charset)) return decodeAscii(bytes, charset)
  const marked = byteOrderMark(bytes)
  if (marked !== null) return { text: new TextDecoder(marked).decode(bytes), charset: marked, fault: null }
  if (charset === 'utf-8' || saysNothing.test(charset)) return decodeUnlabelled(bytes, charset)
  if (wide.test(charset)) return decodeWide(bytes, charset)
  const unicode = isAscii(bytes) ? null : asUtf8(bytes)
  if (unicode !== null) return { text: unicode, charset: 'utf-8', fault: 'charset_mislabelled' }
  const text = decodeAs(bytes, betterGreek(bytes, charset))
  return text === null ? { ...guessed(bytes), fault: 'charset_unknown' } : { text, charset, fault: null }
}

/** The name under which we know a charset: lower case, without quotes, language and the common misspellings. */
export function charsetName(declared: string | null): string {
  const plain = (declared ?? '')
    .toLowerCase()
    .replace(/\*.*$/, '')
    .replace(/["'\s]/g, '')
    .replace(/^cs(?=iso|utf|shift|euc)/, '')
  if (plain in otherNames) return otherNames[plain] ?? plain
  const usual = plain
    .replace(/^utf_?(\d)/, 'utf-$1')
    .replace(/^(?:win|windows|cp)[-_]?(125\d)$/, 'windows-$1')
    .replace(/^(?:latin|l)[-_]?(\d)$/, 'iso-8859-$1')
    .replace(/^iso[-_]?8859[-_]?(\d+)$/, 'iso-8859-$1')
  return otherNames[usual] ?? usual
}

/** The text when the bytes are UTF-8 without a flaw, else null. */
export function asUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return null // not an error: the question was whether it is UTF-8
  }
}

/** Japanese mail without a label hides its letters behind escapes. */
function decodeAscii(bytes: Uint8Array, charset: string): DecodedText {
  if (/\x1b\$[@B]/.test(latin1(bytes)))
    return { text: new TextDecoder('iso-2022-jp').decode(bytes), charset: 'iso-2022-jp', fault: 'charset_unknown' }
  return { text: looseUtf8.decode(bytes), charset: charset || 'us-ascii', fault: null }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && asUtf8(bytes) !== null ? 'utf-8' : null
}

function decodeUnlabelled(bytes: Uint8Array, charset: string): DecodedText {
  const unicode = asUtf8(bytes)
  if (unicode !== null) return { text: unicode, charset: 'utf-8', fault: charset === 'utf-8' ? null : 'charset_unknown' }
  const loose = looseUtf8.decode(bytes)
  if (brokenShare(loose) < 0.1) return { text: loose, charset: 'utf-8', fault: 'charset_mislabelled' }
  return { ...guessed(bytes), fault: charset === 'utf-8' ? 'charset_mislabelled' : 'charset_unknown' }
}

function decodeWide(bytes: Uint8Array, charset: string): DecodedText {
  const text = decodeAs(bytes, charset)
  if (text !== null && !text.includes('\ufffd')) return { text, charset, fault: null }
  const unicode = asUtf8(bytes)
  if (unicode !== null && !isAscii(bytes)) return { text: unicode, charset: 'utf-8', fault: 'charset_mislabelled' }
  return text === null ? { ...guessed(bytes), fault: 'charset_unknown' } : { text, charset, fault: 'charset_mislabelled' }
}

function decodeAs(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : null // the label is none of the standard's
  }
}

/** Windows writes its own Greek and calls it ISO: the capital Ά and the typographic quotes tell. */
function betterGreek(bytes: Uint8Array, charset: string): string {
  if (charset !== 'iso-8859-7') return charset
  return /[\x80-\x9f\xa2]/.test(latin1(bytes.subarray(0, guessSample))) ? 'windows-1253' : charset
}

/** Of the characters outside ASCII, the share that could not be read. */
function brokenShare(text: string): number {
  const foreign = text.slice(0, guessSample).match(/[^\x00-\x7f]/g) ?? []
  return foreign.filter((sign) => sign === '\ufffd').length / Math.max(1, foreign.length)
}

function guessed(bytes: Uint8Array): { text: string; charset: string } {
  const sample = bytes.subarray(0, guessSample)
  const runs = latin1(sample).match(/[\x80-\xff]+/g) ?? []
  const inWords = runs.filter((run) => run.length > 1).join('').length / Math.max(1, runs.join('').length)
  const scored = guesses.map((guess) => ({ charset: guess.charset, score: scoreOf(sample, guess) * inWords }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  const charset = best.score > 0.45 ? best.charset : 'windows-1252'
  return { text: new TextDecoder(charset).decode(bytes), charset }
}

function scoreOf(sample: Uint8Array, guess: { charset: string; common: string }): number {
  const signs = new TextDecoder(guess.charset).decode(sample).match(/[^\x00-\x7f]/gu) ?? []
  const common = signs.filter((sign) => guess.common.includes(sign)).length
  const impossible = signs.filter((sign) => /[\ufffd\u0080-\u009f\ue000-\uf8ff]/.test(sign)).length
  // A pair of bytes that makes one common sign says more than two bytes that make two.
  const weight = /^(gb|shift|euc)/.test(guess.charset) ? 2 : 1
  return Math.min(1, ((common - 3 * impossible) / Math.max(1, signs.length)) * weight)
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i += 1) if ((bytes[i] ?? 0) > 0x7f) return false
  return true
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
