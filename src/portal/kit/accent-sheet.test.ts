import { beforeAll, expect, test } from 'vitest'
import { type Caller, callerOn } from '#test/caller.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
let browser: Caller
beforeAll(() => {
  browser = callerOn(stage.house.app, { accept: 'text/html,*/*', 'accept-language': 'en' })
})

test('the organisation’s colour is on every page of its customers, by a style sheet of its own', async () => {
  expect((await browser.get('/complain')).body).not.toContain('/assets/accents/')
  const fay = await stage.as('fay')
  const { version } = (await fay.get('/api/v1/organisation')).body
  await fay.patch('/api/v1/organisation', { accent: '#0a5c7a' }, version)
  for (const page of ['/complain', '/complain?embedded=1', '/privacy', '/imprint', '/c/nobody-knows-this-one'])
    expect((await browser.get(page)).body).toContain('<link rel="stylesheet" href="/assets/accents/0a5c7a.css"')
  const sheet = await browser.get('/assets/accents/0a5c7a.css')
  expect([sheet.status, sheet.headers['content-type'], sheet.headers['cache-control']]).toEqual([
    200,
    'text/css; charset=utf-8',
    'public, max-age=31536000, immutable',
  ])
  expect(sheet.bytes.toString()).toMatch(/^:root\{--act:light-dark\(#0a5c7a,#[0-9a-f]{6}\);/)
})

test.each(['ffa500.css', '0A5C7A.css', '0a5c7a', '0a5c7a.css;}', '..%2Fportal.css', 'red.css'])('%s is no colour of ours', async (file) => {
  expect((await browser.get(`/assets/accents/${file}`)).status).toBe(404)
})
