import { expect, test } from 'vitest'
import { isQuietAt } from './quiet.ts'

const at = (time: string, from: string, to: string) => isQuietAt({ from, to }, Temporal.PlainTime.from(time))

test('a night goes over midnight, and ends at its last minute', () => {
  const night = ['21:59', '22:00', '23:59', '00:00', '06:59', '07:00'].map((time) => at(time, '22:00', '07:00'))
  expect(night).toEqual([false, true, true, true, true, false])
})

test('a noon lies within the day', () => {
  expect(['12:59', '13:00', '14:59', '15:00'].map((time) => at(time, '13:00', '15:00'))).toEqual([false, true, true, false])
})

test('the same time twice is the whole day', () => {
  expect(['00:00', '08:00', '08:01', '23:59'].map((time) => at(time, '08:00', '08:00'))).toEqual([true, true, true, true])
})
