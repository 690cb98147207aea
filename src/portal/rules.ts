import type { State } from '#modules/complaints/contract.ts'

export const longestAnswer = 50_000

/** What the page says of where it stands. Everything promised may be done before our answer is out: then it is not yet put right for the customer. */
export const standOf = (state: State, resolvedAt: Temporal.Instant | null): State | 'follow_up_untold' =>
  state === 'follow_up' && resolvedAt === null ? 'follow_up_untold' : state

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
