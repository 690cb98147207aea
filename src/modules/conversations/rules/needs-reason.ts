import type { ToneHit } from '#modules/tone/contract/check.ts'

// A day that is not true breaks trust, however it is worded.
const untrueDates = new Set(['date_past', 'date_weekday_wrong', 'date_not_recorded'])
// What the record does not hold need not be wrong: a daughter answers for her father, and nobody can approve a sum yet.
const recordMayBeShort = new Set(['amount_not_recorded', 'greeting_name_differs'])

/** Whether wording waits for a typed reason before it goes out. */
export const needsReason = ({ rule, severity }: Pick<ToneHit, 'rule' | 'severity'>): boolean =>
  untrueDates.has(rule) || (severity === 3 && !recordMayBeShort.has(rule))
