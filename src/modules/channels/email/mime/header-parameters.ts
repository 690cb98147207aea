import { asUtf8, decodeText } from './mail-charsets.ts'
import { decodeField } from './mail-headers.ts'
import { mailLimits } from './mail-limits.ts'

/** `text/plain; charset=utf-8` taken apart; values are still bytes, one character each. */
export type Parameters = { value: string; params: Map<string, string> }

/** Reads a structured field, also as clients write it wrongly: without quotes or semicolons, twice, or never ended. The first of two wins. */
export function parseParameters(bytes: string): Parameters {
  const [first = '', ...rest] = pieces(bytes)
  const params = new Map<string, string>()
  for (const piece of [...rest, ...unseparated(first)].slice(0, mailLimits.parameters)) {
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
  if (params.size === 0) return null
  const extended = continued(params, name, charsetHint)
  if (extended !== null) return extended
  const plain = params.get(name)
  if (plain === undefined) return null
  const percent = /^([\w-]+)'[\w-]*'(.*%.*)$/s.exec(plain)
  if (percent?.[1] !== undefined && percent[2] !== undefined) return fromPercent(percent[2], percent[1])
  return escapedUtf8(plain) ?? decodeField(plain, charsetHint)
}

function continued(params: ReadonlyMap<string, string>, name: string, charsetHint: string | null): string | null {
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
  // The words of RFC 2047 are wrong here, and written all the same.
  if (label === null || /=\?[^?\s]{1,80}\?[bq]\?/i.test(joined)) return decodeField(joined, charsetHint)
  return decodeText(Buffer.from(joined, 'latin1'), charset === '' ? null : charset).text
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

/** A name that was escaped as in a web address, without a word about it: only letters above ASCII prove that. */
function escapedUtf8(value: string): string | null {
  if (!/%[89a-f][0-9a-f]%[89ab][0-9a-f]/i.test(value) || value.includes('=?')) return null
  return asUtf8(Buffer.from(percentBytes(value), 'latin1'))
}

function fromPercent(value: string, charset: string): string {
  return decodeText(Buffer.from(percentBytes(value), 'latin1'), charset).text
}

function percentBytes(value: string): string {
  return value.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Splits at semicolons that stand outside quotes. A quote that never ends is none. */
function pieces(bytes: string): string[] {
  const found: string[] = []
  let from = 0
  let open = -1
  for (let at = 0; at < bytes.length; at += 1) {
    const sign = bytes[at]
    if (sign === '\\' && open >= 0) at += 1
    else if (sign === '"') open = open < 0 ? at : -1
    else if (sign === ';' && open < 0) {
      found.push(bytes.slice(from, at))
      from = at + 1
    }
  }
  if (open < 0) return [...found, bytes.slice(from)]
  const [head = '', ...others] = bytes.slice(open).split(';')
  return [...found, bytes.slice(from, open) + head, ...others]
}

/** `application/pdf name="a b.pdf"`: the semicolon was forgotten. */
function unseparated(first: string): string[] {
  if (!first.includes('=')) return []
  return [...first.slice(0, 2_000).matchAll(/[\s,]([\w*-]{1,40}=(?:"[^"]*"|[^\s"]*))/g)].map((match) => match[1] ?? '')
}

/** Takes the quotes off. Only `\"` and `\\` are escapes: Windows paths are written as they are. */
function unquoted(value: string): string {
  if (!value.startsWith('"')) return value.length > 500 ? value : value.replace(/\s+\([^)]*\)$/, '')
  const end = /^"((?:[^"\\]|\\.)*)"/s.exec(value)
  return (end?.[1] ?? value.slice(1)).replace(/\\(["\\])/g, '$1')
}
