import { type CalendarBlock, lineNamed } from './calendar-lines.ts'

/** How Windows calls the zones; Outlook writes these names into its invitations. */
const windowsZones: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'Coordinated Universal Time': 'UTC',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'GTB Standard Time': 'Europe/Athens',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'FLE Standard Time': 'Europe/Kyiv',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Russian Standard Time': 'Europe/Moscow',
  'Israel Standard Time': 'Asia/Jerusalem',
  'Egypt Standard Time': 'Africa/Cairo',
  'South Africa Standard Time': 'Africa/Johannesburg',
  'Arab Standard Time': 'Asia/Riyadh',
  'Arabian Standard Time': 'Asia/Dubai',
  'Pakistan Standard Time': 'Asia/Karachi',
  'India Standard Time': 'Asia/Kolkata',
  'SE Asia Standard Time': 'Asia/Bangkok',
  'China Standard Time': 'Asia/Shanghai',
  'Taipei Standard Time': 'Asia/Taipei',
  'Singapore Standard Time': 'Asia/Singapore',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Eastern Standard Time': 'America/New_York',
  'US Eastern Standard Time': 'America/Indianapolis',
  'Central Standard Time': 'America/Chicago',
  'Central America Standard Time': 'America/Guatemala',
  'Central Standard Time (Mexico)': 'America/Mexico_City',
  'Mountain Standard Time': 'America/Denver',
  'US Mountain Standard Time': 'America/Phoenix',
  'Pacific Standard Time': 'America/Los_Angeles',
  'SA Pacific Standard Time': 'America/Bogota',
  'SA Western Standard Time': 'America/La_Paz',
  'Atlantic Standard Time': 'America/Halifax',
  'Argentina Standard Time': 'America/Buenos_Aires',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Pacific SA Standard Time': 'America/Santiago',
}

/** The zone that an invitation means, as the calendar of the world calls it; an offset when only that is known, null when nothing is. */
export function zoneOf(name: string, calendar: CalendarBlock): string | null {
  const plain = name.trim()
  const known = windowsZones[plain] ?? [plain, plain.split('/').slice(-2).join('/'), plain.split('/').slice(-3).join('/')].find(isZone)
  return known ?? offsetOf(plain, calendar)
}

function isZone(name: string): boolean {
  if (name === '' || name.length > 60) return false
  try {
    Temporal.PlainDate.from('2026-01-01').toZonedDateTime(name)
    return true
  } catch {
    return false // not an error: the question was whether it is a zone
  }
}

/** A zone of the sender's own making that never changes its clock is its offset; one that does is not worked out. */
function offsetOf(name: string, calendar: CalendarBlock): string | null {
  const own = calendar.blocks.find((block) => block.name === 'VTIMEZONE' && lineNamed(block, 'TZID')?.value.trim() === name)
  const offsets = new Set((own?.blocks ?? []).map((block) => lineNamed(block, 'TZOFFSETTO')?.value.trim() ?? ''))
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})/.exec([...offsets][0] ?? '') ?? []
  return offsets.size === 1 && sign !== undefined ? `${sign}${hours}:${minutes}` : null
}
