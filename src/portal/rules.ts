import type { State } from '#modules/complaints/contract.ts'

/** The four stages that a customer hears of, from the states that we know. */
export const stages = ['received', 'examined', 'put_right', 'done'] as const
export type Stage = (typeof stages)[number]

const stageOfState: Record<State, Stage> = {
  received: 'received',
  open: 'examined',
  waiting_customer: 'examined',
  waiting_internal: 'examined',
  not_complaint: 'examined',
  offered: 'put_right',
  fulfilling: 'put_right',
  follow_up: 'put_right',
  closed: 'done',
  withdrawn: 'done',
  merged: 'done',
}

export const stageOf = (state: State): Stage => stageOfState[state]

export const longestAnswer = 50_000

/** What was newly written, and the quoted lines at its end, which fold. */
export function withoutQuote(text: string): { said: string; quoted: string } {
  const lines = text.trimEnd().split('\n')
  const isQuote = (line: string) => line.startsWith('>') || line.trim() === ''
  const last = lines.findLastIndex((line) => !isQuote(line))
  const quoted = lines
    .slice(last + 1)
    .join('\n')
    .trim()
  return quoted && last >= 0 ? { said: lines.slice(0, last + 1).join('\n'), quoted } : { said: text.trimEnd(), quoted: '' }
}
