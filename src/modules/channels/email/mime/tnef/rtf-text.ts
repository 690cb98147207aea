import { decodeText } from '../mail-charsets.ts'
import { mailLimits } from '../mail-limits.ts'

/** The words of an RTF; `html` when it only wraps a mail that was HTML (MS-OXRTFEX). */
export type RtfText = { text: string; html: boolean }

type State = { silent: boolean; tag: boolean; hidden: boolean; skip: number }
type Writing = {
  out: string[]
  bytes: number[]
  state: State
  stack: State[]
  skipped: number
  html: boolean
  wraps: boolean
  codepage: string
}

const token = /\\(?:([a-z]{1,32})(-?\d{1,10})? ?|'([0-9a-f]{2})|([^a-z]))|[{}]|[\r\n]+|[^\\{}\r\n]+/gis

/** Groups that hold no words. */
const silentGroups = new Set(
  'fonttbl colortbl stylesheet info pict object themedata datastore listtable listoverridetable rsidtbl generator xmlnstbl header footer fldinst latentstyles mhtmltag htmlbase'.split(
    ' ',
  ),
)
const signs: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  cell: '\t',
  tab: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
  emspace: ' ',
  enspace: ' ',
}

/** Reads RTF as people do; the HTML that Outlook hides in it comes out as HTML. */
export function readRtf(rtf: string): RtfText {
  const html = /\\fromhtml1?(?!\d)/.test(rtf.slice(0, 2_000))
  const writing: Writing = {
    out: [],
    bytes: [],
    state: { silent: false, tag: false, hidden: false, skip: 1 },
    stack: [],
    skipped: 0,
    html,
    wraps: html || /\\fromtext(?![a-z])/.test(rtf.slice(0, 2_000)),
    codepage: `cp${/\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 2_000))?.[1] ?? '1252'}`,
  }
  for (const match of rtf.matchAll(token)) take(writing, match)
  flush(writing)
  return { text: writing.out.join('').replaceAll('\0', '').trim(), html }
}

function take(writing: Writing, match: RegExpExecArray): void {
  const [all, control, number, hex, sign] = match
  if (all === '{' || all === '}') return takeBrace(writing, all)
  if (hex !== undefined) return takeByte(writing, Number.parseInt(hex, 16))
  if (control !== undefined) return takeControl(writing, control, number === undefined ? null : Number(number))
  if (sign !== undefined) return takeSign(writing, sign)
  if (all.startsWith('\r') || all.startsWith('\n')) return
  const skip = Math.min(writing.skipped, all.length)
  writing.skipped -= skip
  write(writing, decoded(writing, all.slice(skip)))
}

function takeBrace(writing: Writing, brace: string): void {
  flush(writing)
  writing.skipped = 0
  if (brace === '{') {
    if (writing.stack.length < mailLimits.rtfDepth) writing.stack.push({ ...writing.state })
  } else writing.state = writing.stack.pop() ?? writing.state
}

function takeByte(writing: Writing, byte: number): void {
  if (writing.skipped > 0) writing.skipped -= 1
  else if (isHeard(writing)) writing.bytes.push(byte)
}

function takeSign(writing: Writing, sign: string): void {
  if (sign === '*') writing.state.silent = true
  else if (sign === '~') write(writing, '\u00a0')
  else if (sign === '_') write(writing, '-')
  else if (sign === '\n' || sign === '\r') takeControl(writing, 'par', null)
  else if ('{}\\'.includes(sign)) write(writing, sign)
}

const controls: Readonly<Record<string, (writing: Writing, number: number | null) => void>> = {
  u: (writing, number) => takeUnicode(writing, number ?? 0),
  uc: ({ state }, number) => Object.assign(state, { skip: Math.max(0, Math.min(number ?? 1, 8)) }),
  bin: (writing, number) => Object.assign(writing, { skipped: Math.max(0, number ?? 0) }),
  htmlrtf: ({ state }, number) => Object.assign(state, { hidden: number !== 0 }),
  htmltag: ({ state, html }) => Object.assign(state, { silent: !html, tag: true }),
}

function takeControl(writing: Writing, control: string, number: number | null): void {
  if (silentGroups.has(control)) writing.state.silent = true
  else if (Object.hasOwn(controls, control)) controls[control]?.(writing, number)
  else if (Object.hasOwn(signs, control)) write(writing, signs[control] ?? '')
}

function takeUnicode(writing: Writing, number: number): void {
  write(writing, String.fromCharCode(number < 0 ? number + 0x10000 : number & 0xffff))
  writing.skipped = writing.state.skip
}

function write(writing: Writing, words: string): void {
  if (words === '' || !isHeard(writing)) return
  flush(writing)
  writing.out.push(words)
}

/** Letters that were not escaped are bytes of the code page. */
function decoded(writing: Writing, words: string): string {
  return /[\x80-\xff]/.test(words) ? decodeText(Buffer.from(words, 'latin1'), writing.codepage).text : words
}

function isHeard({ state, wraps }: Writing): boolean {
  return !state.silent && !(wraps && state.hidden && !state.tag)
}

/** Escaped bytes that follow one another may be one letter: they are read together. */
function flush(writing: Writing): void {
  if (writing.bytes.length === 0) return
  writing.out.push(decodeText(Buffer.from(writing.bytes), writing.codepage).text)
  writing.bytes = []
}
