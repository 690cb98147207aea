import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import type { Template } from './contract.ts'

const stage = await scene()
const fay = await stage.as('fay')
const ben = await stage.as('ben')

const shown = async (letter: string, language: string): Promise<Template> =>
  (await fay.get('/api/v1/letter-templates')).body.data.find((one: Template) => one.letter === letter && one.language === language)
const path = (letter: string, language: string) => `/api/v1/letter-templates/${letter}/${language}`

const written = ({ number, subject, blocks }: Template, change: Record<string, string> = {}) => ({
  version: number,
  subject,
  blocks: blocks.map(({ block, heading, text }) => ({ block, heading, text: change[block] ?? text })),
})

test('an administrator writes the next version, and new letters say it; the one before stays readable', async () => {
  const before = await shown('closing', 'es')
  expect(before).toMatchObject({ number: 0, by: null, may: { edit: true } })
  const asked = { ...written(before, { changed: 'Hemos cambiado {{text: qué}}.' }), change: 'Shorter' }
  const { status, body } = await fay.put(path('closing', 'es'), asked)
  expect(status).toBe(200)
  expect(body).toMatchObject({ number: 1, change: 'Shorter', by: { name: 'Fay Ioannou' } })
  const { body: complaint } = await ben.post('/api/v1/complaints', {
    text: 'El barco salió antes.',
    channel: 'email',
    language: 'es',
    customer: { name: ada.name, email: ada.email },
  })
  const { body: draft } = await ben.get(`/api/v1/complaints/${complaint.id}/letters/closing`)
  expect(draft).toMatchObject({ template: 1, language: 'es' })
  expect(draft.blocks.find(({ block }: { block: string }) => block === 'changed').text).toBe('Hemos cambiado {{text: qué}}.')
  const { body: versions } = await fay.get(`${path('closing', 'es')}/versions`)
  expect(versions.data.map(({ number }: Template) => number)).toEqual([1, 0])
  expect(await stage.facts('house/letters')).toContain('letter_template.written')
})

test('of two who write at once, one is told that the other was first', async () => {
  const before = await shown('closing', 'en')
  const asked = written(before, { changed: 'We changed {{text: what}}.' })
  const both = await Promise.all([fay.put(path('closing', 'en'), asked), fay.put(path('closing', 'en'), asked)])
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])
})

test.each([
  ['what a letter must hold left empty', { cause: ' ' }, 'letters.block_needed'],
  ['a variable that nobody knows', { cause: 'The cause was {{weather.today}}.' }, 'letters.unknown_variable'],
  ['braces that do not close', { cause: 'The cause was {{text: what}.' }, 'letters.broken_slot'],
  ['the platform that closed', { outside_route: 'See https://webgate.ec.europa.eu/odr/main.' }, 'letters.dead_link'],
])('%s is refused with a sentence', async (_what, change, code) => {
  const { status, body } = await fay.put(
    path('final_upheld', 'en'),
    written(await shown('final_upheld', 'en'), change as Record<string, string>),
  )
  expect([status, body.code]).toEqual([400, code])
})

test('a part of another letter, an old version and a letter that there is not are refused', async () => {
  const template = await shown('holding', 'en')
  const stray = { ...written(template), blocks: [...written(template).blocks, { block: 'cause', heading: '', text: 'Rain.' }] }
  expect((await fay.put(path('holding', 'en'), stray)).body.code).toBe('letters.unknown_block')
  expect((await fay.put(path('holding', 'en'), { ...written(template), version: 7 })).body.code).toBe('platform.stale_version')
  expect((await fay.put(path('novel', 'en'), written(template))).status).toBe(404)
  expect((await fay.put(path('holding', 'fr'), written(template))).status).toBe(400)
})

test('who handles complaints reads templates and does not write them', async () => {
  const template = await shown('holding', 'en')
  expect((await ben.get('/api/v1/letter-templates')).body.data[0].may).toEqual({ edit: false })
  expect((await ben.put(path('holding', 'en'), written(template))).status).toBe(403)
})

test('where customers can turn is whole or empty, and is not the platform that closed', async () => {
  const body = { version: 1, name: 'The Ombudsman', address: '', website: '', time_limit: '' }
  const write = (said: object) => fay.put('/api/v1/outside-bodies/en', { ...body, ...said })
  expect((await write({})).body.code).toBe('letters.half_body')
  expect((await write({ website: 'https://ec.europa.eu/consumers/odr', time_limit: 'One year.' })).body.code).toBe('letters.dead_link')
  expect((await write({ website: 'https://ombudsman.example', time_limit: 'Write within one year.' })).status).toBe(200)
  expect((await write({ name: '', version: 1 })).body.code).toBe('platform.stale_version')
  expect((await write({ name: '', version: 2 })).status).toBe(200)
})
