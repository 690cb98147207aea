import { charsetName, decodeText } from './mail-charsets.ts'

type Word = { charset: string; bytes: Buffer }

/** Encoded words that follow one another, with nothing but white space between them. */
const wordRun = /=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=(?:\s*=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=)*/g
const oneWord = /=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=/g

/** Decodes RFC 2047 words; a character that was cut in two by its sender is joined again before it is read. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  return value.replace(wordRun, (run) =>
    joined([...run.matchAll(oneWord)].map(wordOf))
      .map((word) => decodeText(word.bytes, word.charset).text)
      .join(''),
  )
}

function wordOf(match: RegExpExecArray): Word {
  const [, charset = '', encoding = '', text = ''] = match
  return { charset: charsetName(charset), bytes: encoding.toUpperCase() === 'B' ? fromBase64(text) : fromQ(text) }
}

/** Neighbours of the same charset are one piece of text. */
function joined(words: readonly Word[]): Word[] {
  const runs: { charset: string; pieces: Buffer[] }[] = []
  for (const word of words) {
    const last = runs.at(-1)
    if (last?.charset === word.charset) last.pieces.push(word.bytes)
    else runs.push({ charset: word.charset, pieces: [word.bytes] })
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
