import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { statusesOf } from '#test/caller.ts'
import { scene } from '#test/scene.ts'
import { currentPrivacyNotice } from '../index.ts'

const { as, stranger, open, teams, token, db } = await scene()
const fay = await as('fay')
const withLanguage = async (language: string) => {
  await db.updateTable('people_agents').set({ language }).where('email', '=', 'fay@desk.example').execute()
  return fay
}
const read = async () => (await fay.get('/api/v1/organisation')).body
const png = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
)
const logo = (bytes: Uint8Array<ArrayBuffer>, type = 'image/png') =>
  fay.upload('/api/v1/organisation/logo', [{ field: 'logo', name: 'logo.png', type, bytes }])

test('An administrator says who we are', async () => {
  const { version } = await read()
  const change = {
    postal_address: 'Quay 4',
    telephone: '+30 210 000 0000',
    imprint: 'Reg. 1',
    language: 'el',
    zone: 'Europe/Madrid',
    default_team: teams.north,
  }
  const answer = await fay.patch('/api/v1/organisation', change, version)
  expect(answer.body).toMatchObject({ ...change, named: true, default_team: { id: teams.north, name: 'North' }, version: version + 1 })
  expect((await (await as('eve')).get('/api/v1/organisation')).body.may.edit).toBe(false)
})

test('A zone or a team that is not there is refused', async () => {
  const { version } = await read()
  expect((await fay.patch('/api/v1/organisation', { zone: 'Mars/Base' }, version)).body.code).toBe('people.unknown_zone')
  expect((await fay.patch('/api/v1/organisation', { default_team: crypto.randomUUID() }, version)).body.code).toBe('people.unknown_team')
})

test('A colour in which nobody can read is refused with a sentence in three languages; a good one is kept, and taken back', async () => {
  const { version } = await read()
  const program = await token('administrator')
  const pale = async (language: string) => {
    const answer = await (await withLanguage(language)).patch('/api/v1/organisation', { accent: '#FFA500' }, version)
    return [answer.status, answer.body.code, answer.body.contrast, answer.body.detail]
  }
  expect(await pale('en')).toEqual([
    400,
    'people.accent_too_pale',
    1.9,
    'White words in this colour stand 1.9:1, and reading needs 4.5:1. Choose a darker one.',
  ])
  for (const [language, word] of [
    ['el', 'αντίθεση'],
    ['es', 'contraste'],
  ] as const)
    expect((await pale(language))[3]).toContain(word)
  for (const accent of ['orange', '#12345', '#1234567', '#12345g', 'red;}']) {
    const answer = await program.patch('/api/v1/organisation', { accent }, version)
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'accent'])
  }
  const kept = await fay.patch('/api/v1/organisation', { accent: '#0A5C7A' }, version)
  expect(kept.body.accent).toBe('#0a5c7a')
  expect((await fay.patch('/api/v1/organisation', { accent: null }, kept.body.version)).body.accent).toBeNull()
})

test('Of two changes at the same moment one is stale', async () => {
  const { version } = await read()
  const answers = await Promise.all(['A', 'B'].map((telephone) => fay.patch('/api/v1/organisation', { telephone }, version)))
  expect(statusesOf(answers)).toEqual([200, 412])
})

test('The logo is a picture by its bytes, and everybody may see it', async () => {
  expect((await stranger.get('/assets/logo')).status).toBe(404)
  const answer = await logo(png)
  expect(answer.body.logo).toMatch(/^\/assets\/logo\?v=[0-9a-f]{12}$/)
  const seen = await stranger.get(answer.body.logo)
  expect([seen.status, seen.headers['content-type'], seen.bytes.equals(png)]).toEqual([200, 'image/png', true])
  expect((await stranger.get('/complain')).body).toContain(`<link rel="icon" href="${answer.body.logo}"`)
})

test('A drawing, a forged picture, one that is too large and none at all are refused', async () => {
  const drawing = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  expect((await logo(drawing, 'image/svg+xml')).body.code).toBe('people.logo_not_a_picture')
  expect((await logo(new TextEncoder().encode('MZ not a picture'))).body.code).toBe('people.logo_not_a_picture')
  expect((await logo(new Uint8Array(513 * 1024))).body.code).toBe('people.logo_too_large')
  expect((await fay.upload('/api/v1/organisation/logo', [])).body.code).toBe('people.logo_missing')
})

test('The privacy notice has versions in each language', async () => {
  const write = (language: string, text: string) => fay.post('/api/v1/privacy-notices', { language, text })
  await write('en', 'One.')
  const versions = await Promise.all([write('en', 'Two.'), write('en', 'Two, too.')])
  expect(versions.map(({ body }) => body.version).toSorted((one, other) => one - other)).toEqual([2, 3])
  await write('el', 'Ένα.')
  const notices = (await fay.get('/api/v1/privacy-notices')).body.data
  expect(
    notices
      .filter(({ current }: { current: boolean }) => current)
      .map(({ language, version }: { language: string; version: number }) => [language, version]),
  ).toEqual([
    ['el', 1],
    ['en', 3],
  ])
  expect(await open(theDesk, (work) => currentPrivacyNotice(work, 'es'))).toMatchObject({ language: 'el', version: 1, text: 'Ένα.' })
})

test('The first-run list is ticked from what is there', async () => {
  const { steps } = (await fay.get('/api/v1/first-run')).body
  expect(steps).toEqual(
    expect.arrayContaining([
      { code: 'organisation', done: true },
      { code: 'team', done: true },
      { code: 'privacy_notice', done: true },
    ]),
  )
  expect((await (await as('ben')).get('/api/v1/first-run')).status).toBe(403)
})
