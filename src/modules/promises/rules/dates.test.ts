import { expect, test } from 'vitest'
import type { WorkingTime } from '#modules/calendars/rules/working-time.ts'
import type { Language } from '#platform/endpoint.ts'
import { detectPromises, type Situation } from './detect-promises.ts'

// Tuesday 24 November 2026, a quarter past ten.
const zones = { en: 'Europe/London', el: 'Europe/Athens', es: 'Europe/Madrid' } as const
const frames = { en: 'I will call you @.', el: 'Θα σας καλέσω @.', es: 'Le llamaré @.' } as const

function dueOf(language: Language, said: string, more: Partial<Situation> = {}): string | undefined {
  const zone = more.zone ?? zones[language]
  const at = more.at ?? Temporal.PlainDateTime.from('2026-11-24T10:15').toZonedDateTime(zone).toInstant()
  const [found] = detectPromises(frames[language].replace('@', said), { at, zone, language, ...more })
  return found?.due?.toZonedDateTimeISO(zone).toPlainDateTime().toString()
}

/** A day alone lasts to its end. */
const whole = (due: string): string => (due.includes('T') ? `${due}:00` : `${due}T23:59:59`)

const english: [said: string, due: string][] = [
  ['today', '2026-11-24'],
  ['later today', '2026-11-24'],
  ['tonight', '2026-11-24'],
  ['this afternoon', '2026-11-24T18:00'],
  ['by noon', '2026-11-24T12:00'],
  ['at 3 pm', '2026-11-24T15:00'],
  ['at 3pm', '2026-11-24T15:00'],
  ['at three', '2026-11-24T15:00'],
  ['at quarter past four', '2026-11-24T16:15'],
  ['at half past eleven', '2026-11-24T11:30'],
  ['by 5 this afternoon', '2026-11-24T17:00'],
  ['by 17:45', '2026-11-24T17:45'],
  ['at 9 am', '2026-11-25T09:00'],
  ['by close of business', '2026-11-24T17:00'],
  ['by COB tomorrow', '2026-11-25T17:00'],
  ['by the end of the day', '2026-11-24'],
  ['by EOD on Thursday', '2026-11-26'],
  ['within the hour', '2026-11-24T11:15'],
  ['in an hour', '2026-11-24T11:15'],
  ['in half an hour', '2026-11-24T10:45'],
  ['in a quarter of an hour', '2026-11-24T10:30'],
  ['in the next 20 minutes', '2026-11-24T10:35'],
  ['in a couple of hours', '2026-11-24T12:15'],
  ['within 48 hours', '2026-11-26T10:15'],
  ['within 24 to 48 hours', '2026-11-26T10:15'],
  ['within 24-48 hours', '2026-11-26T10:15'],
  ['within 24/48 hours', '2026-11-26T10:15'],
  ['within two business days', '2026-11-26'],
  ['in 2-3 working days', '2026-11-27'],
  ['within three (3) working days', '2026-11-27'],
  ['tomorrow', '2026-11-25'],
  ['tomorrow morning', '2026-11-25T12:00'],
  ['first thing tomorrow', '2026-11-25T10:00'],
  ['tomorrow at 9', '2026-11-25T09:00'],
  ['tomorrow before 6 p.m.', '2026-11-25T18:00'],
  ['at ten tomorrow', '2026-11-25T10:00'],
  ['at ten o’clock tomorrow', '2026-11-25T10:00'],
  ['tomorrow, Wednesday', '2026-11-25'],
  ['tomorrow at the latest', '2026-11-25'],
  ['the day after tomorrow', '2026-11-26'],
  ['on Thursday', '2026-11-26'],
  ['this Thursday', '2026-11-26'],
  ['by this coming Friday', '2026-11-27'],
  ['by Friday', '2026-11-27'],
  ['on or before Friday', '2026-11-27'],
  ['no later than Friday', '2026-11-27'],
  ['before Friday', '2026-11-26'],
  ['by Friday lunchtime', '2026-11-27T14:00'],
  ['on Friday afternoon', '2026-11-27T18:00'],
  ['on Friday between 9 and 11', '2026-11-27T11:00'],
  ['on Friday, 27 November', '2026-11-27'],
  ['on Tuesday', '2026-12-01'],
  ['next Monday', '2026-11-30'],
  ['on Monday next week', '2026-11-30'],
  ['this week', '2026-11-29'],
  ['by the weekend', '2026-11-29'],
  ['before the weekend', '2026-11-27'],
  ['next week', '2026-12-06'],
  ['by the end of next week', '2026-12-06'],
  ['in a week', '2026-12-01'],
  ['within a week', '2026-12-01'],
  ['in a week’s time', '2026-12-01'],
  ['in two weeks', '2026-12-08'],
  ['in a fortnight', '2026-12-08'],
  ['within 14 days', '2026-12-08'],
  ['within 10 calendar days', '2026-12-04'],
  ['in the coming week', '2026-12-01'],
  ['this month', '2026-11-30'],
  ['before the end of the month', '2026-11-30'],
  ['by the end of November', '2026-11-30'],
  ['by mid-December', '2026-12-15'],
  ['in December', '2026-12-31'],
  ['next month', '2026-12-31'],
  ['within a month', '2026-12-24'],
  ['on 3 December', '2026-12-03'],
  ['on the 3rd of December', '2026-12-03'],
  ['on December 3', '2026-12-03'],
  ['on Dec. 3rd', '2026-12-03'],
  ['by 3 December 2026', '2026-12-03'],
  ['by December 3, 2026', '2026-12-03'],
  ['by 3/12', '2026-12-03'],
  ['by 03/12/2026', '2026-12-03'],
  ['by 2026-12-03', '2026-12-03'],
  ['by the 3rd', '2026-12-03'],
  ['on the 30th at 10 am', '2026-11-30T10:00'],
  ['on 3 December at 2.30 pm', '2026-12-03T14:30'],
  ['at 14:30 on 3 December', '2026-12-03T14:30'],
  ['by 2 March', '2027-03-02'],
  ['before Christmas', '2026-12-24'],
  ['by the end of the year', '2026-12-31'],
]

const greek: [said: string, due: string][] = [
  ['σήμερα', '2026-11-24'],
  ['απόψε', '2026-11-24'],
  ['σήμερα το απόγευμα', '2026-11-24T20:00'],
  ['το μεσημέρι', '2026-11-24T15:00'],
  ['ως το βράδυ', '2026-11-24'],
  ['στις 3', '2026-11-24T15:00'],
  ['στις 3 το μεσημέρι', '2026-11-24T15:00'],
  ['στις 15:30', '2026-11-24T15:30'],
  ['στις 3.30 μ.μ.', '2026-11-24T15:30'],
  ['στις δέκα και μισή', '2026-11-24T10:30'],
  ['στις πέντε παρά τέταρτο', '2026-11-24T16:45'],
  ['σε μία ώρα', '2026-11-24T11:15'],
  ['μέσα στην ώρα', '2026-11-24T11:15'],
  ['σε μισή ώρα', '2026-11-24T10:45'],
  ['σε ένα τέταρτο', '2026-11-24T10:30'],
  ['σε 20 λεπτά', '2026-11-24T10:35'],
  ['εντός 48 ωρών', '2026-11-26T10:15'],
  ['εντός 48ώρου', '2026-11-26T10:15'],
  ['σε 24 με 48 ώρες', '2026-11-26T10:15'],
  ['αύριο', '2026-11-25'],
  ['αύριο το πρωί', '2026-11-25T12:00'],
  ['αύριο στις 9', '2026-11-25T09:00'],
  ['αύριο μέχρι τις 6', '2026-11-25T18:00'],
  ['το αργότερο αύριο', '2026-11-25'],
  ['μέχρι αύριο το μεσημέρι', '2026-11-25T15:00'],
  ['μεθαύριο', '2026-11-26'],
  ['την Πέμπτη', '2026-11-26'],
  ['αυτή την Πέμπτη', '2026-11-26'],
  ['μέχρι και την Παρασκευή', '2026-11-27'],
  ['έως την Παρασκευή', '2026-11-27'],
  ['πριν την Παρασκευή', '2026-11-26'],
  ['πριν από την Παρασκευή', '2026-11-26'],
  ['το πολύ ως την Παρασκευή', '2026-11-27'],
  ['την Παρασκευή το πρωί', '2026-11-27T12:00'],
  ['την Παρασκευή από τις 9 έως τις 11', '2026-11-27T11:00'],
  ['την Παρασκευή 27 Νοεμβρίου', '2026-11-27'],
  ['την ερχόμενη Δευτέρα', '2026-11-30'],
  ['τη Δευτέρα της επόμενης εβδομάδας', '2026-11-30'],
  ['αυτή την εβδομάδα', '2026-11-29'],
  ['μέσα στην εβδομάδα', '2026-11-29'],
  ['εντός της εβδομάδας', '2026-11-29'],
  ['το Σαββατοκύριακο', '2026-11-29'],
  ['πριν το Σαββατοκύριακο', '2026-11-27'],
  ['την επόμενη εβδομάδα', '2026-12-06'],
  ['την εβδομάδα που έρχεται', '2026-12-06'],
  ['έως το τέλος της εβδομάδας', '2026-11-29'],
  ['σε μία εβδομάδα', '2026-12-01'],
  ['σε δύο εβδομάδες', '2026-12-08'],
  ['εντός δεκαπέντε ημερών', '2026-12-09'],
  ['εντός 15 ημερολογιακών ημερών', '2026-12-09'],
  ['σε δύο μέρες', '2026-11-26'],
  ['εντός δύο εργάσιμων ημερών', '2026-11-26'],
  ['σε 3-5 εργάσιμες', '2026-12-01'],
  ['τις επόμενες τρεις μέρες', '2026-11-27'],
  ['μέσα στον μήνα', '2026-11-30'],
  ['μέχρι το τέλος του μήνα', '2026-11-30'],
  ['ως τα τέλη Δεκεμβρίου', '2026-12-31'],
  ['τον Δεκέμβριο', '2026-12-31'],
  ['τον επόμενο μήνα', '2026-12-31'],
  ['σε έναν μήνα', '2026-12-24'],
  ['στις 3/12', '2026-12-03'],
  ['στις 3.12.2026', '2026-12-03'],
  ['στις 3 Δεκεμβρίου', '2026-12-03'],
  ['στις 3 Δεκεμβρίου στις 10', '2026-12-03T10:00'],
  ['την 1η Δεκεμβρίου', '2026-12-01'],
  ['έως τις 3 Δεκεμβρίου 2026', '2026-12-03'],
  ['στις 30 του μηνός', '2026-11-30'],
  ['πριν τα Χριστούγεννα', '2026-12-24'],
]

const spanish: [said: string, due: string][] = [
  ['hoy', '2026-11-24'],
  ['hoy mismo', '2026-11-24'],
  ['esta noche', '2026-11-24'],
  ['esta tarde', '2026-11-24T20:00'],
  ['a mediodía', '2026-11-24T14:00'],
  ['antes del mediodía', '2026-11-24T12:00'],
  ['a las 3', '2026-11-24T15:00'],
  ['a las tres de la tarde', '2026-11-24T15:00'],
  ['a las 15:30', '2026-11-24T15:30'],
  ['a las 3 p. m.', '2026-11-24T15:00'],
  ['a las once y media', '2026-11-24T11:30'],
  ['a las cinco menos cuarto', '2026-11-24T16:45'],
  ['antes de las 5', '2026-11-24T17:00'],
  ['al cierre', '2026-11-24T17:00'],
  ['antes de que acabe el día', '2026-11-24'],
  ['en una hora', '2026-11-24T11:15'],
  ['dentro de media hora', '2026-11-24T10:45'],
  ['en un cuarto de hora', '2026-11-24T10:30'],
  ['en 20 minutos', '2026-11-24T10:35'],
  ['en 48 horas', '2026-11-26T10:15'],
  ['en un plazo de 48 horas', '2026-11-26T10:15'],
  ['en 24-48 horas', '2026-11-26T10:15'],
  ['en 24/48 horas', '2026-11-26T10:15'],
  ['en menos de 24 horas', '2026-11-25T10:15'],
  ['mañana', '2026-11-25'],
  ['mañana por la mañana', '2026-11-25T12:00'],
  ['mañana a primera hora', '2026-11-25T10:00'],
  ['mañana por la tarde', '2026-11-25T20:00'],
  ['mañana a las 9', '2026-11-25T09:00'],
  ['mañana antes de las 6', '2026-11-25T18:00'],
  ['mañana miércoles', '2026-11-25'],
  ['mañana como muy tarde', '2026-11-25'],
  ['pasado mañana', '2026-11-26'],
  ['el jueves', '2026-11-26'],
  ['este jueves', '2026-11-26'],
  ['a más tardar el viernes', '2026-11-27'],
  ['el viernes a más tardar', '2026-11-27'],
  ['para el viernes', '2026-11-27'],
  ['antes del viernes', '2026-11-26'],
  ['el viernes por la mañana', '2026-11-27T12:00'],
  ['el viernes entre las 9 y las 11', '2026-11-27T11:00'],
  ['el viernes 27 de noviembre', '2026-11-27'],
  ['el próximo lunes', '2026-11-30'],
  ['el lunes que viene', '2026-11-30'],
  ['el lunes de la semana que viene', '2026-11-30'],
  ['esta semana', '2026-11-29'],
  ['en el transcurso de la semana', '2026-11-29'],
  ['este fin de semana', '2026-11-29'],
  ['antes del fin de semana', '2026-11-27'],
  ['la semana que viene', '2026-12-06'],
  ['la próxima semana', '2026-12-06'],
  ['a finales de semana', '2026-11-29'],
  ['en una semana', '2026-12-01'],
  ['en dos semanas', '2026-12-08'],
  ['en quince días', '2026-12-09'],
  ['en 10 días naturales', '2026-12-04'],
  ['en dos días hábiles', '2026-11-26'],
  ['en un plazo máximo de cinco días laborables', '2026-12-01'],
  ['en los próximos tres días', '2026-11-27'],
  ['este mes', '2026-11-30'],
  ['antes de fin de mes', '2026-11-30'],
  ['a finales de diciembre', '2026-12-31'],
  ['a mediados de diciembre', '2026-12-15'],
  ['en diciembre', '2026-12-31'],
  ['el mes que viene', '2026-12-31'],
  ['en un mes', '2026-12-24'],
  ['el 3 de diciembre', '2026-12-03'],
  ['el 3/12', '2026-12-03'],
  ['el 3-12-2026', '2026-12-03'],
  ['el día 3', '2026-12-03'],
  ['el 3', '2026-12-03'],
  ['antes del 3 de diciembre', '2026-12-02'],
  ['el 3 de diciembre de 2026 a las 10', '2026-12-03T10:00'],
  ['el 1 de marzo', '2027-03-01'],
  ['antes de Navidad', '2026-12-24'],
]

test.each(english)('«I will call you %s» is due %s', (said, due) => expect(dueOf('en', said)).toBe(whole(due)))
test.each(greek)('«Θα σας καλέσω %s» is due %s', (said, due) => expect(dueOf('el', said)).toBe(whole(due)))
test.each(spanish)('«Le llamaré %s» is due %s', (said, due) => expect(dueOf('es', said)).toBe(whole(due)))

test('one sentence is due at different moments in different zones', () => {
  const at = Temporal.Instant.from('2026-11-24T23:30:00Z')
  expect(dueOf('en', 'tomorrow', { at, zone: 'Europe/London' })).toBe('2026-11-25T23:59:59')
  expect(dueOf('en', 'tomorrow', { at, zone: 'Europe/Athens' })).toBe('2026-11-26T23:59:59')
  expect(dueOf('en', 'tomorrow', { at, zone: 'America/New_York' })).toBe('2026-11-25T23:59:59')
})

test('the night when the clocks change is as long as it is', () => {
  const at = Temporal.Instant.from('2027-03-27T12:00:00Z')
  expect(dueOf('el', 'αύριο στις 3:30 π.μ.', { at })).toBe('2027-03-28T04:30:00')
  expect(dueOf('en', 'within 24 hours', { at })).toBe('2027-03-28T13:00:00')
})

test('29 February is a day of leap years, and no other', () => {
  const at = Temporal.Instant.from('2027-12-01T10:00:00Z')
  expect(dueOf('en', 'by 29 February 2028', { at })).toBe('2028-02-29T23:59:59')
  expect(dueOf('en', 'by 29 February', { at })).toBe('2028-02-29T23:59:59')
  expect(dueOf('en', 'by 30 February', { at })).toBeUndefined()
  expect(dueOf('en', 'within a month', { at: Temporal.Instant.from('2028-01-31T10:00:00Z') })).toBe('2028-02-29T23:59:59')
})

test('working days and closing time are those of the desk', () => {
  const short = [{ from: '09:00', to: '13:00' }]
  const working: WorkingTime = {
    zone: 'Europe/London',
    week: [short, short, short, short, [], [], []],
    isHoliday: (day) => day === '2026-11-25',
  }
  expect(dueOf('en', 'within two working days', { working })).toBe('2026-11-30T23:59:59')
  expect(dueOf('en', 'by close of business', { working })).toBe('2026-11-24T13:00:00')
  expect(dueOf('en', 'within five working hours', { working })).toBe('2026-11-26T11:15:00')
})
