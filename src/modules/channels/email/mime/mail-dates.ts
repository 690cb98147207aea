/** Zones that RFC 822 knew by name, and the ones that people still write, in minutes from UTC. */
const zones: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  BST: 60,
  CET: 60,
  MET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  IST: 330,
  JST: 540,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const usual = /(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?[\s,-]+(\d{2,4})(?:[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?\s*(.*)$/
const american = /([A-Za-z]{3})[a-z]*\s+(\d{1,2}),?\s+(?:(\d{4})\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(.*)$/
const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

/** Reads a Date field as RFC 5322 and its bad copies write it; what names no moment is null. */
export function readDate(value: string): Temporal.Instant | null {
  const text = value
    .slice(0, 500)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  if (iso.test(text)) return fromIso(text)
  const found = usual.exec(text)
  if (found !== null) return instantOf({ day: found[1], month: found[2], year: found[3], time: found.slice(4, 7), zone: found[7] })
  const other = american.exec(text)
  if (other === null) return null
  const year = other[3] ?? /\b(\d{4})\b/.exec(other[7] ?? '')?.[1]
  return instantOf({ day: other[2], month: other[1], year, time: other.slice(4, 7), zone: (other[7] ?? '').replace(/\b\d{4}$/, '') })
}

type Pieces = {
  day: string | undefined
  month: string | undefined
  year: string | undefined
  time: (string | undefined)[]
  zone: string | undefined
}

function instantOf(pieces: Pieces): Temporal.Instant | null {
  const month = months.indexOf((pieces.month ?? '').toLowerCase()) + 1
  const [hour = 0, minute = 0, second = 0] = pieces.time.map((part) => Number(part ?? 0))
  if (month === 0 || pieces.year === undefined) return null
  return attempt(() =>
    Temporal.PlainDateTime.from(
      { year: fullYear(pieces.year ?? ''), month, day: Number(pieces.day), hour, minute, second: Math.min(second, 59) },
      { overflow: 'reject' },
    )
      .toZonedDateTime('UTC')
      .subtract({ minutes: offsetOf(pieces.zone ?? '') })
      .toInstant(),
  )
}

function fromIso(text: string): Temporal.Instant | null {
  const [whole, offset] = [text.replace(' ', 'T').replace(/\s+/g, ''), /[+-]\d{2}:?\d{2}$|Z$/i.test(text)]
  return attempt(() => Temporal.Instant.from(offset ? whole : `${whole}Z`))
}

function fullYear(year: string): number {
  if (year.length > 2) return Number(year) + (year.length === 3 ? 1900 : 0)
  return Number(year) + (Number(year) < 50 ? 2000 : 1900)
}

function offsetOf(zone: string): number {
  const numeric = /^(?:GMT|UTC)?\s*([+-])(\d{2}):?(\d{2})/i.exec(zone.trim())
  if (numeric === null) return zones[/^[A-Z]+/i.exec(zone.trim())?.[0].toUpperCase() ?? ''] ?? 0
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
  return numeric[1] === '-' ? -minutes : minutes
}

function attempt(read: () => Temporal.Instant): Temporal.Instant | null {
  try {
    return read()
  } catch {
    return null // a date that no calendar has: the mail counts, its date does not
  }
}
