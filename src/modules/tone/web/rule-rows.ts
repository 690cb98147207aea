import { fold } from '#platform/fold.ts'
import type { Language } from '#workspace/kit/desk.ts'
import type { Channel, HouseRules, KeptChange, KeptRule, Severity } from '../contract.ts'

/** A rule as the settings show it: as it came or the house's own, with what the house changed. */
export interface RuleRow {
  rule: string
  language: Language
  category: string
  severity: Severity
  patterns: readonly string[]
  why: string
  instead: readonly string[]
  channels: readonly Channel[] | null
  /** A word of the table, as people say it; its pattern is for the program. */
  word: string | null
  off: boolean
  change: KeptChange | null
  own: KeptRule | null
}

export type ShippedRow = Omit<RuleRow, 'change' | 'own'>

/** All rules as they hold now, those of the house first. */
export function rowsOf(shipped: readonly ShippedRow[], house: HouseRules): RuleRow[] {
  const changes = new Map(house.changes.map((change) => [change.rule, change]))
  const own = house.rules.map((rule): RuleRow => ({ ...rule, word: null, change: null, own: rule }))
  return [...own, ...shipped.map((row) => changedRow(row, changes.get(row.rule)))]
}

function changedRow(row: ShippedRow, change: KeptChange | undefined): RuleRow {
  if (change === undefined) return { ...row, change: null, own: null }
  const { off, severity, channels } = change
  return { ...row, off: off ?? row.off, severity: severity ?? row.severity, channels: channels ?? row.channels, change, own: null }
}

/** A pattern as somebody would say it: the first of what is given to choose from, without what may be left out. */
export function exampleOf(pattern: string): string {
  let said = pattern.replaceAll(/\(\?[=!<][^()]*(?:\([^()]*\)[^()]*)*\)|\?:|\^|\$/g, '')
  for (let depth = 0; depth < 8 && /\([^()]*\)/.test(said); depth += 1) {
    said = said.replaceAll(/\(([^()]*)\)([?*]?)/g, (_, inside: string, times: string) => (times === '' ? (inside.split('|')[0] ?? '') : ''))
  }
  return said
    .replaceAll(/\\p\{L\}[*+]?/g, '…')
    .replaceAll(/\\d[+*]?(?:\{[^}]*\})?/g, '3')
    .replaceAll(/\[([^\]])[^\]]*\][?*+]?/g, '$1')
    .replaceAll(/(.)\?/g, '$1')
    .replaceAll(/[~\\*+]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

export interface Sought {
  q: string
  language: Language | null
  category: string | null
  severity: Severity | null
  show: 'all' | 'on' | 'off' | 'ours'
}

/** The rows that a person seeks; words are found folded, in patterns, reasons and advice alike. */
export function rowsSought(rows: readonly RuleRow[], { q, language, category, severity, show }: Sought): RuleRow[] {
  const wanted = fold(q.trim())
  const isShown = ({ off, change, own }: RuleRow) =>
    show === 'all' || (show === 'ours' ? change !== null || own !== null : off === (show === 'off'))
  return rows.filter(
    (row) =>
      (language === null || row.language === language) &&
      (category === null || row.category === category) &&
      (severity === null || row.severity === severity) &&
      isShown(row) &&
      (wanted === '' || fold([row.rule, row.word ?? '', row.why, ...row.patterns, ...row.instead].join(' ')).includes(wanted)),
  )
}
