import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'
import type { Preset, PreviewedComplaint } from '../contract.ts'
import { lawPack } from '../rules/law-pack.ts'
import { plantPresets } from './plant-presets.ts'

const stage = await scene()
const { clock, db } = stage
const [ben, fay] = await Promise.all([stage.as('ben'), stage.as('fay')])
await stage.open(theDesk, plantPresets)

const house = lawPack.presets.find(({ code }) => code === 'generic-24h')
if (!house) throw new Error('The pack has no house preset')
/** The preset of the house with so many days for the decision. */
const within = (days: number): Preset => ({
  ...house,
  examples: [],
  clocks: house.clocks.map((one) => (one.kind === 'final' ? { kind: 'final', legal: false, amount: days, unit: 'calendar_day' } : one)),
})
const complaint = async (): Promise<string> =>
  (await ben.post('/api/v1/complaints', { text: 'The cabin was wet.', channel: 'phone', anonymous: true })).body.id
const preview = async (body: object) => (await fay.post('/api/v1/clock-previews', body)).body

const ids = [await complaint(), await complaint(), await complaint()]
clock.pass({ hours: 72 })

test('a preset as it is changes nothing', async () => {
  expect(await preview({ preset: house })).toMatchObject({ looked: 3, changed: 0, missed: { before: 3, after: 3 }, sample: [] })
})

test('a shorter limit shows whose limit would be another and what would be missed, and writes nothing', async () => {
  const rows = () => db.selectFrom('clocks_clocks').selectAll().orderBy('id').execute()
  const before = await rows()
  const { sample, ...rest } = await preview({ preset: within(1) })
  expect(rest).toMatchObject({ looked: 3, at_most: 500, changed: 3 })
  expect(sample.map(({ complaint: { id } }: PreviewedComplaint) => id).toSorted()).toEqual(ids.toSorted())
  for (const { kind, before: was, after } of sample as PreviewedComplaint[]) {
    expect(kind).toBe('final')
    expect(was?.missed).toBe(false)
    expect(after?.missed).toBe(true)
    expect(Temporal.Instant.compare(after?.due ?? '', was?.due ?? '')).toBe(-1)
  }
  expect(await rows()).toEqual(before)
  expect((await fay.get('/api/v1/clock-presets/generic-24h/versions')).body.data).toHaveLength(1)
})

test('presets that are switched off leave their limits out', async () => {
  const { changed, sample } = await preview({ settings: { without: lawPack.presets.map(({ code }) => code) } })
  expect(changed).toBe(3)
  expect(sample[0]).toMatchObject({ kind: 'final', after: null })
})

test('a preset that cannot be counted, a region that nobody knows and who may not edit are refused', async () => {
  const wrong = { ...house, examples: [{ received: '2026-11-23', holidays: [], kind: 'final', due: '2026-11-23' }] }
  expect((await fay.post('/api/v1/clock-previews', { preset: wrong })).body.code).toBe('clocks.example_wrong')
  expect((await fay.post('/api/v1/clock-previews', { settings: { region: 'QQ' } })).body.code).toBe('calendars.unknown_region')
  expect((await ben.post('/api/v1/clock-previews', { preset: house })).status).toBe(403)
})
