import type { OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'calendar.written': OfHouse<'calendars'> & { calendar: string; version: number }
    'calendar.edited': OfHouse<'calendars'> & { calendar: string; version: number; fields: string[] }
    'calendar.retired': OfHouse<'calendars'> & { calendar: string }
    'holidays.corrected': OfHouse<'calendars'> & { region: string; days: string[] }
    'holidays.correction_withdrawn': OfHouse<'calendars'> & { region: string; correction: string; day: string }
  }
}
