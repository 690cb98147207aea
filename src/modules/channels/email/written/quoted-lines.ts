/** Which lines are marked as quoted with `>`; a price, a pointing hand or a line broken by a program are told apart. */
export function quotedLines(lines: readonly string[]): boolean[] {
  const marked = lines.map(isMarked)
  return lines.map((line, at) => (marked[at] ? !isOwnComparison(lines, marked, at) : isBrokenOff(lines, marked, at)))
}

function isMarked(line: string): boolean {
  if (!/^\s{0,3}[>＞]/.test(line)) return false
  if (/^>From |^>\s?\S{0,20}[:：]\s*$|^>[:;=]|^>[_.]<|^>{1,4}-?[()|]/.test(line)) return false
  // An arrow on both sides makes a headline, no quotation.
  return !(/<<\s*$/.test(line.slice(-12)) && /[^\s<>]/.test(line.slice(0, 200)))
}

/** "> 100 euros" on a line of its own is said by the writer. */
function isOwnComparison(lines: readonly string[], marked: readonly boolean[], at: number): boolean {
  const beside = marked[at - 1] || marked[at + 1] || /[:：]\s*$/.test((lines[nonBlankBefore(lines, at)] ?? '').slice(-20))
  return !beside && /^\s{0,3}>\s?[=]?\s?[€$£+-]?\s?\d/.test(lines[at] ?? '') && (lines[at] ?? '').length < 200
}

function nonBlankBefore(lines: readonly string[], at: number): number {
  let before = at - 1
  while (before >= 0 && before > at - 4 && (lines[before] ?? '').trim() === '') before -= 1
  return before
}

/** A long quoted line that a program broke goes on without its mark. */
function isBrokenOff(lines: readonly string[], marked: readonly boolean[], at: number): boolean {
  const line = lines[at] ?? ''
  if (!marked[at - 1] || !marked[at + 1] || line.trim() === '') return false
  const above = (lines[at - 1] ?? '').trimEnd()
  return above.length >= 68 && line.length <= 100 && /[\p{L}\p{N},(-]$/u.test(above) && /^[\p{Ll}\p{N}]/u.test(line)
}
