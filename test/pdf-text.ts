import { inflateSync } from 'node:zlib'

/** The words of a PDF as our printer writes it, line by line: read through each font's own table of letters, as a reader for the blind does. */
export function pdfText(bytes: Buffer): string {
  const objects = objectsOf(bytes)
  const fonts = new Map([...objects].map(([id, { head }]) => [id, tableOf(objects, head)]))
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
  return pages.map((page) => wordsOn(page.head, objects, fonts)).join('\n')
}

interface PdfObject {
  head: string
  stream: string
}
type Objects = ReadonlyMap<string, PdfObject>
type Letters = ReadonlyMap<string, string>

function objectsOf(bytes: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>()
  const text = bytes.toString('latin1')
  for (const { 1: id = '', index } of text.matchAll(/^(\d+) 0 obj$/gm)) {
    const end = text.indexOf('\nendobj', index)
    const at = text.indexOf('stream\n', index)
    const has = at >= 0 && at < end
    const head = text.slice(index, has ? at : end)
    const raw = has ? bytes.subarray(at + 7, text.lastIndexOf('\nendstream', end)) : Buffer.of()
    objects.set(id, { head, stream: (head.includes('/FlateDecode') ? inflateSync(raw) : raw).toString('latin1') })
  }
  return objects
}

/** Glyph → letters, as hexadecimal of the content stream → text; empty for what is no font. */
function tableOf(objects: Objects, head: string): Letters {
  const letters = new Map<string, string>()
  const table = objects.get(/\/ToUnicode (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream ?? ''
  for (const [, from = '', , list = ''] of table.matchAll(/<([\da-f]+)> <([\da-f]+)> \[([^\]]*)\]/gi))
    for (const [at, [, code = '']] of [...list.matchAll(/<([\da-f]*)>/gi)].entries())
      letters.set((Number.parseInt(from, 16) + at).toString(16).padStart(4, '0'), fromUtf16(code))
  return letters
}

const fromUtf16 = (code: string): string => Buffer.from(code, 'hex').swap16().toString('utf16le')

const at = (objects: Objects, id: RegExp, head: string): PdfObject | undefined => objects.get(id.exec(head)?.[1] ?? '')

/** What one page shows: a new line wherever the text is placed anew at another height. */
function wordsOn(head: string, objects: Objects, fonts: ReadonlyMap<string, Letters>): string {
  const content = at(objects, /\/Contents (\d+) 0 R/, head)?.stream ?? ''
  const resources = at(objects, /\/Resources (\d+) 0 R/, head)?.head ?? head
  const named = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, fonts.get(id)]))
  let [font, height, said] = [named.values().next().value, '', '']
  for (const [, name, y = height, shown = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|1 0 0 1 [\d.-]+ ([\d.-]+) Tm|\[([^\]]*)\] TJ/g)) {
    font = name === undefined ? font : named.get(name)
    said += (y === height ? '' : '\n') + lettersOf(shown, font)
    height = y
  }
  return said
}

/** `<0012> 20 <0034>`: glyphs by their codes, the space between them said by a glyph too. */
const lettersOf = (shown: string, font: Letters | undefined): string =>
  [...shown.matchAll(/<([\da-f]+)>/gi)]
    .flatMap(([, codes = '']) => codes.match(/.{4}/g) ?? [])
    .map((glyph) => font?.get(glyph.toLowerCase()) ?? '')
    .join('')
