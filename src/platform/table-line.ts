/** A cell of a table, or a number that is written as it is. */
export type Cell = string | { figure: string }

/** One line of a table (RFC 4180). A cell that a spreadsheet would read as a formula begins with an apostrophe; figures are figures. */
export const tableLine = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`

const cellOf = (cell: Cell): string => {
  if (typeof cell !== 'string') return cell.figure
  const plain = cell.replaceAll('\0', '')
  return `"${(isFormula(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`
}

// Spreadsheets take the wide forms too, and look behind white space.
const isFormula = (text: string): boolean => /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text)
