import { charsetName, decodeText } from './mail-charsets.ts'
import { mailLimits } from './mail-limits.ts'

type Word = { charset: string; bytes: Buffer }

/**
 * One encoded word, and the wrong ways in which they are written: spaces or question marks inside, the language named,
 * the closing signs cut off at the end of the field.
 */
const word = String.raw`=\?([^?\s]{1,80})\?([bBqQ])\?(?:([^?]*\??)\?=|([^?]+)$)`
const oneWord = new RegExp(word, 'g')
/** Encoded words that follow one another, with nothing but white space between them. */
const wordRun = new RegExp(`${word}(?:\\s*${word})*`, 'g')

/** Decodes RFC 2047 words; a character that was cut in two by its sender is joined again before it is read. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  if (value.length > mailLimits.encodedField)
    return decodeWords(value.slice(0, mailLimits.encodedField)) + value.slice(mailLimits.encodedField)
  return value.replace(wordRun, (run: string) =>
    joined([...run.matchAll(oneWord)].map(wordOf))
      .map((piece) => decodeText(piece.bytes, piece.charset).text)
      .join(''),
  )
}

function wordOf(match: RegExpExecArray): Word {
  const [, charset = '', encoding = '', whole, cut = ''] = match
  const text = whole ?? cut
  return { charset: charsetName(charset), bytes: encoding.toUpperCase() === 'B' ? fromBase64(text) : fromQ(text) }
}

/** Neighbours of the same charset are one piece of text. */
function joined(words: readonly Word[]): Word[] {
  const runs: { charset: string; pieces: Buffer[] }[] = []
  for (const each of words) {
    const last = runs.at(-1)
    if (last?.charset === each.charset) last.pieces.push(each.bytes)
    else runs.push({ charset: each.charset, pieces: [each.bytes] })
  }
  return runs.map((run) => ({ charset: run.charset, bytes: Buffer.concat(run.pieces) }))
}

/** Some senders join several base64 texts, each with its own padding, in one word. */
function fromBase64(text: string): Buffer {
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')))
}

function fromQ(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('_', ' '), 'utf8').toString('latin1')
  return Buffer.from(
    bytes.replace(/=\s*([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
