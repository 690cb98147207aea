import type { Severity } from '../../contract/check.ts'

/** What a check against the record or of the form of a text found; its words stand in the module's words under `checks`. */
export interface Finding {
  rule: string
  category: string
  severity: Severity
  /** [start, end) in the text as written; 0, 0 for what is not there. */
  start: number
  end: number
  data?: Record<string, string | number>
}
