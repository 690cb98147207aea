import { fold } from '#platform/fold.ts'

/** What a pattern is made of, after `meta.pattern_syntax` of the phrases. */
export type Part =
  | { is: 'text'; text: string }
  /** One character out of a class: `[…]`, `\d`, `\p{L}`, `.`. */
  | { is: 'set'; source: string }
  | { is: 'space'; optional: boolean }
  /** `…`: up to forty characters inside a sentence. */
  | { is: 'gap'; spaced: boolean }
  /** `~`: any further letters. */
  | { is: 'letters' }
  | { is: 'edge'; source: '^' | '$' }
  | { is: 'look'; source: string; inner: Part }
  | { is: 'all'; parts: Part[] }
  | { is: 'any'; choices: Part[] }
  | { is: 'repeat'; part: Part; least: number; most: number }

export class PatternFault extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.name = 'PatternFault'
    this.reason = reason
  }
}

/** Reads a pattern, folded as texts are. Throws a `PatternFault` whose reason is a key of the words: `pattern.unclosed`. */
export function parsePattern(pattern: string): Part {
  const source = pattern.split('…').map(foldPattern).join('…')
  const reader = { source, at: 0 }
  const part = readChoices(reader)
  if (reader.at < source.length) throw new PatternFault('unclosed')
  return part
}

/** Whether anything in it satisfies the test. */
export function anyPart(part: Part, test: (part: Part) => boolean): boolean {
  if (test(part)) return true
  if (part.is === 'all') return part.parts.some((inner) => anyPart(inner, test))
  if (part.is === 'any') return part.choices.some((inner) => anyPart(inner, test))
  if (part.is === 'repeat') return anyPart(part.part, test)
  return part.is === 'look' && anyPart(part.inner, test)
}

const foldPattern = (piece: string): string =>
  fold(piece)
    .replace(/[´`]/g, "'")
    .replaceAll('\\p{l}', '\\p{L}')
    .replaceAll('\\p{n}', '\\p{N}')
    .replace(/[^\S ]+/g, ' ')

interface Reader {
  source: string
  at: number
}

function readChoices(reader: Reader): Part {
  const choices = [readSequence(reader)]
  while (reader.source[reader.at] === '|') {
    reader.at += 1
    choices.push(readSequence(reader))
  }
  return choices.length === 1 && choices[0] ? choices[0] : { is: 'any', choices }
}

function readSequence(reader: Reader): Part {
  const parts: Part[] = []
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    const part = readQuantified(reader)
    const last = parts.at(-1)
    if (part.is === 'text' && last?.is === 'text') parts[parts.length - 1] = { is: 'text', text: last.text + part.text }
    else parts.push(part)
  }
  return parts.length === 1 && parts[0] ? parts[0] : { is: 'all', parts }
}

function readQuantified(reader: Reader): Part {
  const part = readOne(reader)
  const found = /^(?:[?*+]|\{(\d{1,3})(,(\d{0,3}))?\})\??/.exec(reader.source.slice(reader.at, reader.at + 12))
  if (!found) return part
  if (part.is === 'edge' || part.is === 'look' || part.is === 'gap') throw new PatternFault('misplaced_repeat')
  reader.at += found[0].length
  if (part.is === 'space' && found[0] === '?') return { is: 'space', optional: true }
  return { is: 'repeat', part, ...countsOf(found) }
}

function countsOf([sign = '', least, comma, most]: RegExpExecArray): { least: number; most: number } {
  if (sign.startsWith('?')) return { least: 0, most: 1 }
  if (sign.startsWith('*')) return { least: 0, most: Number.POSITIVE_INFINITY }
  if (sign.startsWith('+')) return { least: 1, most: Number.POSITIVE_INFINITY }
  if (!comma) return { least: Number(least), most: Number(least) }
  return { least: Number(least), most: most ? Number(most) : Number.POSITIVE_INFINITY }
}

type Read = (reader: Reader) => Part
const readers: Record<string, Read> = {
  '(': readGroup,
  '[': readClass,
  '\\': readEscape,
  '~': (reader) => skip(reader, 1, { is: 'letters' }),
  '…': (reader) => skip(reader, 1, { is: 'gap', spaced: false }),
  '^': (reader) => skip(reader, 1, { is: 'edge', source: '^' }),
  $: (reader) => skip(reader, 1, { is: 'edge', source: '$' }),
  '.': (reader) => skip(reader, 1, { is: 'set', source: '.' }),
  ' ': readSpace,
}

function readOne(reader: Reader): Part {
  const character = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0)
  const read = readers[character]
  if (read) return read(reader)
  if ('?*+{}'.includes(character)) throw new PatternFault('misplaced_repeat')
  if (character === ']') throw new PatternFault('unclosed')
  // The apostrophe of n't may be forgotten.
  if (reader.source.startsWith("n't", reader.at) && !/[\p{L}]/u.test(reader.source.charAt(reader.at + 3)))
    return skip(reader, 3, { is: 'all', parts: [{ is: 'text', text: 'n' }, optionalApostrophe, { is: 'text', text: 't' }] })
  return skip(reader, character.length, { is: 'text', text: character })
}

const optionalApostrophe: Part = { is: 'repeat', part: { is: 'text', text: "'" }, least: 0, most: 1 }

function skip(reader: Reader, length: number, part: Part): Part {
  reader.at += length
  return part
}

function readSpace(reader: Reader): Part {
  if (reader.source.startsWith(' … ', reader.at)) return skip(reader, 3, { is: 'gap', spaced: true })
  return skip(reader, 1, { is: 'space', optional: false })
}

function readGroup(reader: Reader): Part {
  const [opening = '('] = /^\((?:\?(?::|=|!|<=|<!))?/.exec(reader.source.slice(reader.at, reader.at + 4)) ?? []
  reader.at += opening.length
  if (reader.source[reader.at] === '?') throw new PatternFault('misplaced_repeat')
  const inner = readChoices(reader)
  if (reader.source[reader.at] !== ')') throw new PatternFault('unclosed')
  reader.at += 1
  return opening === '(' || opening === '(?:' ? inner : { is: 'look', source: opening, inner }
}

function readClass(reader: Reader): Part {
  const [source] = /^\[\^?(?:\\.(?:\{\w+\})?|[^\]\\])+\]/.exec(reader.source.slice(reader.at)) ?? []
  if (!source) throw new PatternFault('unclosed')
  return skip(reader, source.length, { is: 'set', source: validSet(source) })
}

function readEscape(reader: Reader): Part {
  const [source = ''] = /^\\(?:p\{[LN]\}|u[0-9a-f]{4}|[ds]|[^\p{L}\p{N}])/u.exec(reader.source.slice(reader.at, reader.at + 8)) ?? []
  if (source === '') throw new PatternFault('unknown_escape')
  if (source.length > 2 || source === '\\d') return skip(reader, source.length, { is: 'set', source })
  if (source === '\\s') return skip(reader, 2, { is: 'space', optional: false })
  return skip(reader, 2, { is: 'text', text: source.charAt(1) })
}

function validSet(source: string): string {
  // The v flag's nested classes are not ours; what JavaScript cannot read with the u flag is refused.
  try {
    new RegExp(source, 'u')
    return source
  } catch {
    throw new PatternFault('unknown_escape')
  }
}
