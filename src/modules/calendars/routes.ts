import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { correctHolidays, withdrawCorrection } from './correct-holidays.ts'
import { countDeadline } from './count-deadline.ts'
import { editCalendar, retireCalendar, writeCalendar } from './edit-calendars.ts'
import { listCalendars, listCalendarVersions } from './list-calendars.ts'
import { readHolidayFile } from './read-holiday-file.ts'
import { readYear } from './read-year.ts'
import { listRegions } from './regions.ts'
import { namedHolidays } from './working-time-for.ts'

export function calendarsRoutes({ serve }: Routes) {
  serve(contract.listCalendars, listCalendars)
  serve(contract.writeCalendar, (work, { body }) => writeCalendar(work, body))
  serve(contract.editCalendar, (work, { params, body, version }) => editCalendar(work, params.calendar, { ...body, version }))
  serve(contract.retireCalendar, (work, { params }) => retireCalendar(work, params.calendar))
  serve(contract.listCalendarVersions, (work, { params }) => listCalendarVersions(work, params.calendar))
  serve(contract.listCalendarRegions, async ({ actor }) => ({ data: listRegions(actor.kind === 'person' ? actor.language : 'en') }))
  serve(contract.listHolidays, async (work, { params, query }) => ({
    holidays: await namedHolidays(work, { ...query, region: params.region }),
  }))
  serve(contract.countDeadline, (work, { params, query }) => countDeadline(work, params.region, query))
  serve(contract.readYear, (work, { params, query }) => readYear(work, params.region, query.year))
  serve(contract.correctHolidays, (work, { params, body }) => correctHolidays(work, params.region, body))
  serve(contract.withdrawCorrection, (work, { params }) => withdrawCorrection(work, params.region, params.correction))
  serve(contract.readHolidayFile, (work, { params, body }) => readHolidayFile(work, params.region, body))
}
