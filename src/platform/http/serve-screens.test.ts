import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { atTheEnd } from '#test/at-the-end.ts'
import { serveScreens } from './serve-screens.ts'

const folder = await mkdtemp(join(tmpdir(), 'redress-screens-'))
atTheEnd(() => rm(folder, { recursive: true, force: true }))
const app = fastify()
atTheEnd(() => app.close())

const script = 'export const greeting = "welcome"\n'.repeat(100)
await mkdir(join(folder, 'assets'))
await writeFile(join(folder, 'index.html'), '<!doctype html><title>Redress</title>')
await writeFile(join(folder, 'index.html.gz'), gzipSync('<!doctype html><title>Redress</title>'))
await writeFile(join(folder, 'assets/app-1.js'), script)
await writeFile(join(folder, 'assets/app-1.js.gz'), gzipSync(script))
await writeFile(join(folder, 'assets/letters-1.woff2'), 'pressed already')
await serveScreens(app, folder)

const ask = (url: string, encodings: string) => app.inject({ url, headers: { 'accept-encoding': encodings } })

test('a file goes out pressed to who takes it so, and for a year', async () => {
  const answer = await ask('/app/assets/app-1.js', 'gzip, deflate, br')
  expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'public, max-age=31536000, immutable' })
  expect(answer.headers['content-type']).toContain('javascript')
  expect(answer.headers.vary).toContain('accept-encoding')
  expect(gunzipSync(answer.rawPayload).toString()).toBe(script)
})

test('who takes nothing pressed gets it plain, and so does what was not pressed', async () => {
  expect((await ask('/app/assets/app-1.js', 'identity')).body).toBe(script)
  const letters = await ask('/app/assets/letters-1.woff2', 'gzip')
  expect([letters.headers['content-encoding'], letters.body]).toEqual([undefined, 'pressed already'])
})

test('the app itself is asked for each time, whatever place of it', async () => {
  const [answer, plain] = [await ask('/app/complaints/12', 'gzip'), await ask('/app/', 'identity')]
  expect(plain.headers['cache-control']).toBe('no-cache')
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'gzip' })
  expect(gunzipSync(answer.rawPayload).toString()).toContain('Redress')
})
