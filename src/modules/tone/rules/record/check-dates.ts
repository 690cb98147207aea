import type { ToneFacts } from '../../contract/check.ts'
import { foldForRules } from '../fold-map.ts'
import type { JudgedSentence } from '../judged-text.ts'
import type { DatedMention } from './commitments.ts'
import { dateMentions } from './date-mentions.ts'
import type { Finding } from './finding.ts'

interface Known {
  facts: ToneFacts
  /** ISO day at the desk. */
  today: string | null
  /** The desk's zone, for moments among the recorded dates. */
  zone: string
}

/** Each day that we commit to lies ahead, is the weekday that it says, and stands in the record where the record has dates. */
export function checkDates(sentence: JudgedSentence, mentions: readonly DatedMention[], { facts, today, zone }: Known): Finding[] {
  const recorded = facts.dates?.flatMap((date) => recordedDays(date, zone, today))
  return mentions.flatMap((mention) => {
    const rule = faultOf(mention, today, recorded)
    if (!rule) return []
    const { start, end } = sentence.map.origin(mention.start, mention.end)
    const at = { start: sentence.start + start, end: sentence.start + end }
    return [
      {
        rule,
        category: 'record',
        severity: rule === 'date_weekday_wrong' ? (2 as const) : (3 as const),
        ...at,
        data: { said: sentence.written.slice(start, end) },
      },
    ]
  })
}

function faultOf(mention: DatedMention, today: string | null, recorded: readonly string[] | undefined): string | null {
  const { role, days, wrongWeekday } = mention
  if (role === 'survey' || role === 'past') return null
  if (wrongWeekday) return 'date_weekday_wrong'
  if (days.length === 0 || role !== 'ours') return null
  if (today !== null && days.every((day) => day < today)) return 'date_past'
  if (!recorded || days.some((day) => isRecorded(day, recorded, mention.counted))) return null
  return 'date_not_recorded'
}

/** Counted days may be off by one: people begin to count today or tomorrow. */
function isRecorded(day: string, recorded: readonly string[], counted: boolean): boolean {
  if (recorded.includes(day)) return true
  if (!counted) return false
  const date = Temporal.PlainDate.from(day)
  return recorded.some((other) => Math.abs(date.until(Temporal.PlainDate.from(other), { largestUnit: 'day' }).days) <= 1)
}

function recordedDays(written: string, zone: string, today: string | null): string[] {
  const said = written.trim()
  if (/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})/i.test(said)) return dayIn(said, zone)
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(said)?.[0]
  if (iso) return [iso]
  const folded = foldForRules(said)
  return (['en', 'el', 'es'] as const).flatMap((language) => dateMentions(folded, language, today).flatMap(({ days }) => days))
}

function dayIn(instant: string, zone: string): string[] {
  try {
    return [Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()]
  } catch {
    return [instant.slice(0, 10)]
  }
}
