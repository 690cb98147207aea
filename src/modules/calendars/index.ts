import './facts.ts'

export { calendarsGrants } from './access.ts'
export { type Calendar, calendarFor, defaultCalendar, defaultCalendarId, regionOfDesk } from './find-calendars.ts'
export { calendarsRoutes } from './routes.ts'
export { deadlineAfter, isWorkingMoment, nextWorkingMoment, timeBetween, workingDayAfter } from './rules/deadline.ts'
export {
  CalendarFault,
  checkWorkingTime,
  type Pause,
  type Shift,
  type Span,
  type Unit,
  type WorkingTime,
} from './rules/working-time.ts'
export { type HouseTime, holidaysOf, workingTimeFor } from './working-time-for.ts'
