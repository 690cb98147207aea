import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { addMailbox } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import type { Clock, Preset, PresetVersion } from '../contract.ts'
import { lawPack } from '../rules/law-pack.ts'
import { plantPresets } from './plant-presets.ts'

const stage = await scene()
const { clock } = stage
const [ben, fay, eve] = await Promise.all([stage.as('ben'), stage.as('fay'), stage.as('eve')])
await stage.open(theDesk, plantPresets)

const shipped = (code: string): Preset => {
  const found = lawPack.presets.find((preset) => preset.code === code)
  if (!found) throw new Error(`The pack has no ${code}`)
  return found
}
const own = (code: string, days: number): Preset => ({
  ...shipped('gr-consumer-policy'),
  code,
  examples: [],
  applies: { ...shipped('generic-24h').applies },
  clocks: [{ kind: 'final', legal: false, amount: days, unit: 'calendar_day' }],
})
const write = (preset: unknown, more: object = {}) => fay.post('/api/v1/clock-presets', { preset, ...more })
const complaint = async (): Promise<string> =>
  (await ben.post('/api/v1/complaints', { text: 'The cabin was wet.', channel: 'phone', anonymous: true })).body.id
const finalOf = async (id: string, preset: string): Promise<Clock | undefined> =>
  (await ben.get(`/api/v1/complaints/${id}/clocks`)).body.data.find((one: Clock) => one.preset === preset && one.kind === 'final')

test('the presets that come with the desk are planted once, each in its first version', async () => {
  await stage.open(theDesk, plantPresets)
  const { body } = await eve.get('/api/v1/clock-presets')
  expect(body.data).toHaveLength(lawPack.presets.length)
  expect(new Set(body.data.map(({ version }: PresetVersion) => version))).toEqual(new Set([1]))
  expect(body.disclaimer).toMatch(/not legal advice/i)
  const applying = body.data.flatMap(({ code, chosen }: PresetVersion) => (chosen === null ? [] : [[code, chosen]]))
  expect(applying).toEqual([
    ['generic-24h', 'everywhere'],
    ['gr-consumer-policy', 'country'],
  ])
})

test('a preset of the house applies from today; changed, it is another version, and a complaint keeps the one that it began with', async () => {
  expect((await write(own('house-rule', 7))).status).toBe(201)
  const first = await complaint()
  expect(await finalOf(first, 'house-rule')).toMatchObject({ version: 1, amount: 7 })
  const { body: second } = await write(own('house-rule', 3), { change: 'We are faster now.' })
  expect(second).toMatchObject({ version: 2, change: 'We are faster now.', written_by: { name: 'Fay Ioannou' } })
  expect(await finalOf(await complaint(), 'house-rule')).toMatchObject({ version: 2, amount: 3 })
  expect(await finalOf(first, 'house-rule')).toMatchObject({ version: 1, amount: 7 })
  const { body } = await fay.get('/api/v1/clock-presets/house-rule/versions')
  expect(body.data.map(({ version, used }: PresetVersion) => [version, used])).toEqual([
    [2, 1],
    [1, 1],
  ])
})

test('a version may begin on a later day, and never on an earlier one', async () => {
  await write(own('later-rule', 7))
  const days = (count: number) => clock.now().toZonedDateTimeISO('Europe/Athens').toPlainDate().add({ days: count }).toString()
  expect((await write(own('later-rule', 2), { used_from: days(-1) })).body.code).toBe('clocks.used_from_past')
  await write(own('later-rule', 2), { used_from: days(3) })
  expect(await finalOf(await complaint(), 'later-rule')).toMatchObject({ version: 1 })
  clock.pass({ days: 3 })
  expect(await finalOf(await complaint(), 'later-rule')).toMatchObject({ version: 2 })
})

test('a preset whose own example does not come out is refused with what it counts', async () => {
  const wrong = { ...own('wrong-rule', 7), examples: [{ received: '2026-11-23', holidays: [], kind: 'final', due: '2026-12-01' }] }
  const { body } = await write(wrong)
  expect(body.code).toBe('clocks.example_wrong')
  expect(body.detail).toContain('2026-11-30')
})

test.each([
  ['two clocks of one kind', { clocks: [own('x', 1).clocks[0], own('x', 1).clocks[0]] }],
  ['a word without a target', { clocks: [{ kind: 'final', legal: false, amount: 0, unit: 'prompt' }] }],
  ['a unit that nobody knows', { clocks: [{ kind: 'final', legal: false, amount: 1, unit: 'fortnight' }] }],
  ['a field that nobody knows', { colour: 'red' }],
  ['a code with blanks', { code: 'a rule' }],
  [
    'only a clock that begins with the decision',
    { clocks: [{ kind: 'notice', legal: true, amount: 1, unit: 'business_day', starts: 'decision' }] },
  ],
])('a preset with %s is refused', async (_title, change) => {
  expect((await write({ ...own('shape-rule', 1), ...change })).status).toBe(400)
})

test('only an administrator writes presets, loads packs and sets what they are chosen by', async () => {
  expect((await ben.post('/api/v1/clock-presets', { preset: own('bens-rule', 1) })).status).toBe(403)
  expect((await ben.post('/api/v1/clock-packs', { pack: lawPack })).status).toBe(403)
  expect((await ben.patch('/api/v1/clock-settings', { region: 'ES' }, 1)).status).toBe(403)
})

test('a pack of presets loads as it is; what is the same stays, and a wrong one changes nothing', async () => {
  const pack = { ...lawPack, pack: 'other-laws', presets: [own('pack-rule', 9), shipped('eu-rail')] }
  const { body } = await fay.post('/api/v1/clock-packs', { pack })
  expect(body).toEqual({ written: [{ code: 'pack-rule', version: 1 }], same: ['eu-rail'] })
  expect(await finalOf(await complaint(), 'pack-rule')).toMatchObject({ version: 1, amount: 9 })
  expect((await fay.post('/api/v1/clock-packs', { pack })).body.written).toEqual([])
  const twice = await fay.post('/api/v1/clock-packs', { pack: { ...pack, presets: [own('pack-rule', 1), own('pack-rule', 2)] } })
  expect(twice.body.code).toBe('clocks.pack_twice')
  const torn = await fay.post('/api/v1/clock-packs', { pack: { ...pack, presets: [own('next-rule', 1), { code: 'torn' }] } })
  expect(torn.body.code).toBe('clocks.preset_invalid')
  expect(torn.body.detail).toContain('presets.1')
  expect((await fay.get('/api/v1/clock-presets/next-rule/versions')).status).toBe(404)
  expect((await fay.post('/api/v1/clock-packs', { pack: 'nonsense' })).body.code).toBe('clocks.preset_invalid')
})

test('what limits are chosen by is edited with its version; a region that nobody knows is refused', async () => {
  const { body: limits } = await fay.get('/api/v1/clock-settings')
  expect(limits).toMatchObject({ region: null, desk_region: 'GR', sectors: [], may: { edit: true } })
  expect((await fay.patch('/api/v1/clock-settings', { region: 'QQ' }, limits.version)).body.code).toBe('calendars.unknown_region')
  expect((await fay.patch('/api/v1/clock-settings', { without: ['no-such'] }, limits.version)).body.code).toBe('clocks.unknown_preset')
  const { body } = await fay.patch(
    '/api/v1/clock-settings',
    { without: ['generic-24h'], region: 'GB-ENG', sectors: ['payments'] },
    limits.version,
  )
  expect(body).toMatchObject({ region: 'GB-ENG', version: limits.version + 1 })
  expect((await fay.patch('/api/v1/clock-settings', { early: true }, limits.version)).status).toBe(412)
  const id = await complaint()
  expect(await finalOf(id, 'generic-24h')).toBeUndefined()
  expect(await finalOf(id, 'uk-fca-psd')).toMatchObject({ calendar: 'GB-ENG', legal: true, why: 'sector' })
  await fay.patch('/api/v1/clock-settings', { without: [], region: null, sectors: [] }, body.version)
})

test.each([
  ['en', 'How we handle complaints', 'within 4 working hours'],
  ['el', 'Πώς χειριζόμαστε τα παράπονα', 'σε 4 εργάσιμες ώρες'],
  ['es', 'Cómo tratamos las reclamaciones', 'en 4 horas laborables'],
])('the published procedure says it in %s, from the live settings', async (language, title, promise) => {
  const page = async () => (await stage.stranger.get(`/procedure?language=${language}`)).body as string
  const shown = await page()
  expect(shown).toContain(`<h1>${title}</h1>`)
  expect(shown).toContain(promise)
  expect(shown).not.toContain('clocks:')
})

test('the published procedure names our mailboxes and the law of the country, and changes with the settings', async () => {
  await addMailbox(stage)
  const { body: limits } = await fay.get('/api/v1/clock-settings')
  await fay.patch('/api/v1/clock-settings', { region: 'ES' }, limits.version)
  const text = (await stage.stranger.get('/procedure?language=en')).body as string
  expect(text).toContain('Spain, every trader')
  expect(text).toContain('within 15 days')
  expect(text).toMatch(/mailto:[^"]+@/)
  await fay.patch('/api/v1/clock-settings', { region: null }, limits.version + 1)
})
