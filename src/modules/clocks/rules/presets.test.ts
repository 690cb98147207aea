import { expect, test } from 'vitest'
import type { WorkingTime } from '#modules/calendars/rules/working-time.ts'
import type { ClockKind, Preset, PresetClock } from '../contract/preset.ts'
import { extendedLimit, limitOf } from './due.ts'
import { lawPack } from './law-pack.ts'

const office = [{ from: '09:00', to: '17:00' }]
const timeWith = (holidays: readonly string[], zone = 'Europe/Athens'): WorkingTime => ({
  zone,
  week: [office, office, office, office, office, [], []],
  isHoliday: (day) => holidays.includes(day),
})

function presetOf(code: string): Preset {
  const found = lawPack.presets.find((preset) => preset.code === code)
  if (!found) throw new Error(`The pack has no ${code}`)
  return found
}

function clockOf(code: string, kind: ClockKind): PresetClock {
  const found = presetOf(code).clocks.find((clock) => clock.kind === kind)
  if (!found) throw new Error(`${code} has no ${kind}`)
  return found
}

const receivedOn = (day: string, time: WorkingTime) =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: time.zone, plainTime: '10:00' }).epochMilliseconds

const dayOf = (moment: number, { zone }: WorkingTime) =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString()

const exampleDue = (preset: Preset, { received, holidays, kind, extended }: Preset['examples'][number]): string => {
  const time = timeWith(holidays)
  const counted = { time, from: receivedOn(received, time) }
  if (extended && preset.extension) return dayOf(extendedLimit(preset.extension, counted), time)
  return dayOf(limitOf(clockOf(preset.code, kind), counted), time)
}

const examples = lawPack.presets.flatMap((preset) =>
  preset.examples.map((example) => ({ name: `${preset.code}: ${example.kind} on ${example.due}`, preset, example })),
)

test.each(examples)('by its own example, $name', ({ preset, example }) => {
  expect(exampleDue(preset, example)).toBe(example.due)
})

const winter = ['2026-12-25', '2026-12-28', '2027-01-01']

// DOMAIN §2.3: receipt on Monday 23 November 2026.
test.each<{ of: readonly [string, ClockKind]; rests: readonly string[]; due: string }>([
  { of: ['uk-fca-8w', 'final'], rests: [], due: '2027-01-18' },
  { of: ['uk-fca-8w', 'early_resolution'], rests: [], due: '2026-11-26' },
  { of: ['uk-fca-psd', 'final'], rests: winter, due: '2026-12-14' },
  { of: ['es-ley10-2025-general', 'final'], rests: ['2026-12-08'], due: '2026-12-15' },
  { of: ['es-ley10-2025-general', 'final'], rests: ['2026-12-07', '2026-12-08'], due: '2026-12-16' },
  { of: ['es-trlgdcu-21-3', 'final'], rests: [], due: '2026-12-08' },
  { of: ['es-ley10-2025-billing', 'final'], rests: [], due: '2026-11-28' },
  { of: ['es-andalucia-hoja', 'final'], rests: [], due: '2026-12-07' },
  { of: ['gr-insurance-50d', 'final'], rests: [], due: '2027-01-12' },
  { of: ['au-rg271-30d', 'final'], rests: [], due: '2026-12-23' },
  { of: ['au-rg271-21d', 'final'], rests: [], due: '2026-12-14' },
  { of: ['au-rg271-45d', 'final'], rests: [], due: '2027-01-07' },
  { of: ['au-rg271-30d', 'early_resolution'], rests: [], due: '2026-11-30' },
  { of: ['us-cfpb-15-60', 'final'], rests: [], due: '2026-12-08' },
])('$of, where people rest on $rests, is due on $due', ({ of: [code, kind], rests, due }) => {
  const time = timeWith(rests)
  expect(dayOf(limitOf(clockOf(code, kind), { time, from: receivedOn('2026-11-23', time) }), time)).toBe(due)
})

test.each([
  ['uk-fca-psd', winter, '2027-01-14'],
  ['us-cfpb-15-60', [], '2027-01-22'],
  // Less than three months.
  ['eu-rail', [], '2027-02-22'],
] as const)('the extension of %s leads to another day', (code, holidays, due) => {
  const time = timeWith(holidays)
  const { extension } = presetOf(code)
  if (!extension) throw new Error(`${code} has no extension`)
  expect(dayOf(extendedLimit(extension, { time, from: receivedOn('2026-11-23', time) }), time)).toBe(due)
})

test('the Spanish five days, switched to working days, end on 30 November', () => {
  const time = timeWith([])
  const switched: PresetClock = { ...clockOf('es-ley10-2025-billing', 'final'), unit: 'business_day' }
  expect(dayOf(limitOf(switched, { time, from: receivedOn('2026-11-23', time) }), time)).toBe('2026-11-30')
})

test('of 24 hours or one working day, the later counts', () => {
  const time = timeWith([])
  const friday = receivedOn('2026-11-27', time)
  expect(dayOf(limitOf(clockOf('au-rg271-30d', 'acknowledgement'), { time, from: friday }), time)).toBe('2026-11-30')
})

test('a day ends at 23:59:59 on the clock, early resolution with the close of business', () => {
  const time = timeWith([], 'Europe/London')
  const from = receivedOn('2026-11-23', time)
  const clockTime = (moment: number) =>
    Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(time.zone).toPlainTime().toString()
  expect(clockTime(limitOf(clockOf('uk-fca-8w', 'final'), { time, from }))).toBe('23:59:59')
  expect(clockTime(limitOf(clockOf('uk-fca-8w', 'early_resolution'), { time, from }))).toBe('17:00:00')
})

test('every preset says where it comes from, when it was checked and how sure we are, in three languages', () => {
  expect(lawPack.presets).toHaveLength(21)
  const real = lawPack.presets.filter(({ code }) => code !== 'blank-template')
  expect(real.filter(({ sources, clocks }) => sources.length === 0 || clocks.length === 0)).toEqual([])
  expect(new Set(real.map(({ checked_on }) => checked_on))).toEqual(new Set(['2026-11-21']))
  expect(real.filter(({ names }) => new Set(Object.values(names)).size < 3)).toEqual([])
  expect(lawPack.disclaimer).toMatch(/not legal advice/i)
})

test('what replaces another names one that is there', () => {
  const codes = lawPack.presets.map(({ code }) => code)
  const replaced = lawPack.presets.flatMap(({ replaces }) => replaces ?? [])
  expect(replaced.length).toBeGreaterThan(3)
  expect(codes).toEqual(expect.arrayContaining(replaced))
})

test('a rule that says a word counts 0 and carries a target', () => {
  const worded = lawPack.presets.flatMap(({ clocks }) => clocks).filter(({ amount }) => amount === 0)
  expect(worded.length).toBeGreaterThan(5)
  expect(worded.filter(({ target }) => !target || target.amount === 0)).toEqual([])
})
