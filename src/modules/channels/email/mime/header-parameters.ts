import { decodeText } from './mail-charsets.ts'
import { decodeField } from './mail-headers.ts'

/** `text/plain; charset=utf-8` taken apart; values are still bytes, one character each. */
export type Parameters = { value: string; params: Map<string, string> }

/** Reads a structured field, also as clients write it wrongly: without quotes, twice, or never ended. The first of two wins. */
export function parseParameters(bytes: string): Parameters {
  const [first = '', ...rest] = pieces(bytes)
  const params = new Map<string, string>()
  for (const piece of rest) {
    const equals = piece.indexOf('=')
    const name = piece
      .slice(0, equals < 0 ? 200 : Math.min(equals, 200))
      .replace(/\([^)]*\)/g, '')
      .trim()
      .toLowerCase()
    if (name !== '' && !params.has(name)) params.set(name, equals < 0 ? '' : unquoted(piece.slice(equals + 1).trim()))
  }
  return {
    value: first
      .slice(0, 500)
      .replace(/\([^)]*\)/g, '')
      .trim()
      .toLowerCase(),
    params,
  }
}

/** A parameter that people read, such as a file name: RFC 2231 with its continuations, or the wrong ways. */
export function readParameter(params: ReadonlyMap<string, string>, name: string, charsetHint: string | null = null): string | null {
  const extended = continued(params, name)
  if (extended !== null) return extended
  const plain = params.get(name)
  if (plain === undefined) return null
  const percent = /^([\w-]+)'[\w-]*'(.*%.*)$/s.exec(plain)
  return percent?.[1] !== undefined && percent[2] !== undefined ? fromPercent(percent[2], percent[1]) : decodeField(plain, charsetHint)
}

function continued(params: ReadonlyMap<string, string>, name: string): string | null {
  const whole = params.get(`${name}*`)
  const sections = whole === undefined ? sectionsOf(params, name) : [{ encoded: true, value: whole }]
  const first = sections[0]
  if (first === undefined) return null
  const label = first.encoded ? /^([^']*)'[^']*'/.exec(first.value) : null
  const charset = label?.[1] ?? null
  const bytes = sections.map((section, at) => {
    const value = at === 0 && label !== null ? section.value.slice(label[0].length) : section.value
    return section.encoded ? percentBytes(value) : value
  })
  const joined = bytes.join('')
  return label === null ? decodeField(joined) : decodeText(Buffer.from(joined, 'latin1'), charset === '' ? null : charset).text
}

/** `name*0*`, `name*1` … in their order, however they were written. */
function sectionsOf(params: ReadonlyMap<string, string>, name: string): { encoded: boolean; value: string }[] {
  const found: { at: number; encoded: boolean; value: string }[] = []
  for (const [key, value] of params) {
    if (!key.startsWith(`${name}*`)) continue
    const section = /^(\d{1,4})(\*?)$/.exec(key.slice(name.length + 1))
    if (section !== null) found.push({ at: Number(section[1]), encoded: section[2] === '*', value })
  }
  return found.sort((a, b) => a.at - b.at)
}

function fromPercent(value: string, charset: string): string {
  return decodeText(Buffer.from(percentBytes(value), 'latin1'), charset).text
}

function percentBytes(value: string): string {
  return value.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Splits at semicolons that stand outside quotes. */
function pieces(bytes: string): string[] {
  const found: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < bytes.length; at += 1) {
    const sign = bytes[at]
    if (sign === '\\' && quoted) at += 1
    else if (sign === '"') quoted = !quoted
    else if (sign === ';' && !quoted) {
      found.push(bytes.slice(from, at))
      from = at + 1
    }
  }
  return [...found, bytes.slice(from)]
}

/** Takes the quotes off. Only `\"` and `\\` are escapes: Windows paths are written as they are. */
function unquoted(value: string): string {
  if (!value.startsWith('"')) return value.length > 500 ? value : value.replace(/\s+\([^)]*\)$/, '')
  const end = /^"((?:[^"\\]|\\.)*)"/s.exec(value)
  return (end?.[1] ?? value.slice(1)).replace(/\\(["\\])/g, '$1')
}
