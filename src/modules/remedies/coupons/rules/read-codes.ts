import { isCode, plainCode } from './code-form.ts'

/** Why a row of a file is no code of the pool; `known`: the desk has this code already, here or in another pool. */
export const rowFaults = ['not_a_code', 'twice', 'known'] as const
export type RowFault = (typeof rowFaults)[number]

export interface CodeRow {
  /** As a person counts the lines of a table, from 1; the heading counts. */
  row: number
  plain: string
}

export interface ReadCodes {
  codes: CodeRow[]
  refused: { row: number; fault: RowFault }[]
}

/** Reads the codes of a table (CSV with commas, semicolons or tabs): the column that is headed "code", else the first. Empty lines are nothing. */
export function readCodes(text: string): ReadCodes {
  const rows = rowsOf(text.replace(/^\uFEFF/, ''))
  const heading = rows[0]?.findIndex((cell) => headings.has(cell.trim().toLowerCase())) ?? -1
  const read: ReadCodes = { codes: [], refused: [] }
  const seen = new Set<string>()
  for (const [at, cells] of rows.entries()) {
    if ((at === 0 && heading >= 0) || cells.every((cell) => cell.trim() === '')) continue
    const plain = plainCode(cells[Math.max(heading, 0)] ?? '')
    const fault = faultOf(plain, seen)
    if (fault) read.refused.push({ row: at + 1, fault })
    else read.codes.push({ row: at + 1, plain })
    seen.add(plain)
  }
  return read
}

const headings = new Set(['code', 'codes', 'coupon', 'coupon code', 'voucher', 'código', 'codigo', 'cupón', 'κωδικός', 'κουπόνι'])

function faultOf(plain: string, seen: ReadonlySet<string>): RowFault | null {
  if (!isCode(plain)) return 'not_a_code'
  return seen.has(plain) ? 'twice' : null
}

/** RFC 4180, and the semicolons and tabs that spreadsheets write; a quote inside quotes is doubled. */
function rowsOf(text: string): string[][] {
  const [firstLine = ''] = text.split('\n', 1)
  const separator = [';', '\t', ','].find((one) => firstLine.includes(one)) ?? ','
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|\\r|$)`, 'gy')
  const rows: string[][] = []
  let row: string[] = []
  for (const [whole, quoted, bare = '', end] of text.matchAll(cell)) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    if (end === separator) continue
    rows.push(row)
    row = []
    if (whole === '' || end === '') break
  }
  return rows
}
