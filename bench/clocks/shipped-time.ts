import type { WorkingTime } from '#modules/calendars/rules/working-time.ts'
import { shippedHolidays } from '#modules/calendars/shipped-holidays.ts'

const office = [{ from: '09:00', to: '17:00' }]

/** Monday to Friday, nine to five, with the holidays that come with the desk. */
export const shippedTime = (region: string, zone: string): WorkingTime => ({
  zone,
  week: [office, office, office, office, office, [], []],
  isHoliday: (day) => shippedHolidays(region, Number(day.slice(0, 4))).has(day),
})
