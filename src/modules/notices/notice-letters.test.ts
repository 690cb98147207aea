import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { atTheEnd } from '#test/at-the-end.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { plantPushKeys } from './browsers.ts'
import { watchNotices } from './gather-notices.ts'
import { sendLetter } from './send-letter.ts'

/** A push service on this machine that keeps what it takes, and answers as it is told. */
async function pushDouble() {
  const double = { port: 0, status: 201, taken: [] as { path: string; headers: IncomingMessage['headers']; body: Buffer }[] }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      double.taken.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(double.status).end()
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  atTheEnd(async () => void server.close())
  double.port = (server.address() as AddressInfo).port
  return double
}

const [server, pushes] = await Promise.all([smtpDouble(), pushDouble()])
const own = `127.0.0.1:${pushes.port}`
const stage = await scene({ SMTP_URL: `smtp://127.0.0.1:${server.port}?from=desk@harbour.example`, PUSH_HOSTS: own })
const { clock, agents, teams, open, db } = stage
const [ben, cleo, dov] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov')])
await open(theDesk, plantPushKeys)

const steps = {
  step: <Result>(run: Parameters<typeof open<Result>>[1]) => open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
}
const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`

async function northern() {
  clock.pass({ seconds: 10 })
  const { body } = await cleo.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', anonymous: true })
  await cleo.post(path(body.id, '/assignment'), { team: teams.north })
  return body as { id: string; number: string }
}

const mention = (id: string, who: string = agents.ben) => cleo.post(path(id, '/notes'), { text: 'A secret of Ada', mentions: [who] })

/** Lets time pass, looks as the clock does every minute, and answers the mails that left. */
async function after(duration: Temporal.DurationLike) {
  const before = server.received.length
  await stage.runJobs()
  clock.pass(duration)
  await stage.runJobs()
  await watchNotices.run(steps, {})
  await stage.runJobs()
  return Promise.all(server.received.slice(before).map(async ({ to, raw }) => ({ ...(await PostalMime.parse(raw)), to: to.join() })))
}

const wish = async (who: typeof ben, change: object) => {
  const { body } = await who.get('/api/v1/me/notices')
  return who.patch('/api/v1/me/notices', change, body.version)
}

function subscription(name: string) {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  return {
    endpoint: `http://${own}/${name}`,
    keys: { p256dh: keys.getPublicKey().toString('base64url'), auth: randomBytes(16).toString('base64url') },
  }
}

test('what is not read within minutes is mailed: numbers and what, no words; and not again for a quarter of an hour', async () => {
  const [one, other, third] = [await northern(), await northern(), await northern()]
  await mention(one.id)
  await mention(other.id)
  expect(await after({ minutes: 1 })).toEqual([])
  const [letter, ...more] = await after({ minutes: 2 })
  expect(more).toEqual([])
  expect(letter?.to).toBe('ben@desk.example')
  expect(letter?.subject).toBe('2 complaints with news')
  expect(letter?.text).toContain(`${one.number}: you were mentioned in a note\nhttp://desk.example/app/complaints/${one.id}`)
  expect(letter?.text).not.toContain('secret')
  await mention(third.id)
  expect(await after({ minutes: 5 })).toEqual([])
  expect(await after({ minutes: 11 })).toHaveLength(1)
  expect(await after({ minutes: 30 })).toEqual([])
})

test('what was read in the desk is not mailed', async () => {
  const { id } = await northern()
  await mention(id)
  await ben.post(path(id, '/notices/reading'), {})
  expect(await after({ minutes: 20 })).toEqual([])
})

test('who may not see it any more when the mail leaves gets none', async () => {
  const { id } = await northern()
  await mention(id, agents.dov)
  await cleo.delete(path(id, `/mentions/${agents.dov}`))
  expect(await after({ minutes: 20 })).toEqual([])
})

test('each chooses by kind, and an older version of the choices is refused', async () => {
  const changed = await wish(ben, { choices: [{ kind: 'mentioned', mail: false, push: true }] })
  expect(changed.body.choices).toContainEqual({ kind: 'mentioned', mail: false, push: true })
  const { id } = await northern()
  await mention(id)
  expect(await after({ minutes: 20 })).toEqual([])
  expect((await ben.patch('/api/v1/me/notices', { critical: true }, changed.body.version - 1)).status).toBe(412)
  await wish(ben, { choices: [{ kind: 'mentioned', mail: true, push: true }] })
})

test('in quiet hours nothing is sent but what is critical and allowed; the rest goes when they end', async () => {
  const zoned = clock.now().toZonedDateTimeISO('Europe/Athens')
  const time = (hours: number) => zoned.add({ hours }).toPlainTime().toString().slice(0, 5)
  await wish(ben, { quiet: { from: time(-1), to: time(3) }, critical: true })
  const [plain, critical] = [await northern(), await northern()]
  await mention(plain.id)
  expect(await after({ minutes: 20 })).toEqual([])
  const { body } = await cleo.get(path(critical.id))
  await cleo.patch(path(critical.id), { urgency: 'critical' }, body.version)
  await mention(critical.id)
  const [loud, ...none] = await after({ minutes: 20 })
  expect([none, loud?.text?.includes(critical.number), loud?.text?.includes(plain.number)]).toEqual([[], true, false])
  const [later] = await after({ hours: 4 })
  expect(later?.text).toContain(plain.number)
  await wish(ben, { quiet: null, critical: false })
})

test('while somebody is away nothing is sent to them; who stands in is told, and everybody sees it', async () => {
  const now = clock.now()
  const away = { from: now.toString(), until: now.add({ hours: 48 }).toString(), stand_in: agents.cleo }
  expect((await wish(ben, { away: { ...away, stand_in: agents.ben } })).body.code).toBe('notices.stand_in_oneself')
  expect((await wish(ben, { away: { ...away, until: away.from } })).body.code).toBe('notices.away_past')
  await wish(ben, { away })
  expect((await dov.get('/api/v1/absences')).body.data).toMatchObject([{ agent: { name: 'Ben Okoro' }, stand_in: { name: 'Cleo Marín' } }])
  const { id } = await northern()
  const max = await stage.as('max')
  await max.post(path(id, '/notes'), { text: 'Look', mentions: [agents.ben] })
  const letters = await after({ minutes: 20 })
  expect(letters.map(({ to }) => to)).toEqual(['cleo@desk.example'])
  expect((await cleo.get('/api/v1/notices?unread=true')).body.data).toMatchObject([
    { kind: 'mentioned', instead_of: { name: 'Ben Okoro' } },
  ])
  expect((await after({ hours: 49 })).map(({ to }) => to)).toEqual(['ben@desk.example'])
  expect((await dov.get('/api/v1/absences')).body.data).toEqual([])
})

test('a worker that dies between sending and noting leaves it unsure, and it is not sent twice', async () => {
  const { id } = await northern()
  await mention(id)
  clock.pass({ minutes: 20 })
  await watchNotices.run(steps, {})
  const letter = await db.selectFrom('notices_letters').select('id').where('state', '=', 'queued').executeTakeFirstOrThrow()
  const before = server.received.length
  let step = 0
  const dying = {
    ...steps,
    step: <Result>(run: Parameters<typeof open<Result>>[1]) => (step++ === 0 ? open(theDesk, run) : Promise.reject(new Error('killed'))),
  }
  await expect(sendLetter.run(dying, { letter: letter.id })).rejects.toThrow('killed')
  expect(server.received.length).toBe(before + 1)
  await stage.runJobs()
  expect(server.received.length).toBe(before + 1)
  const { state } = await db.selectFrom('notices_letters').select('state').where('id', '=', letter.id).executeTakeFirstOrThrow()
  expect(state).toBe('unsure')
})

test('a push is sealed for one browser, says number and what, and a browser that is gone is forgotten', async () => {
  const [phone, laptop] = [subscription('phone'), subscription('laptop')]
  const { body: key } = await ben.get('/api/v1/me/push')
  expect(key.key).toMatch(/^[\w-]{87}$/)
  for (const one of [phone, laptop, phone]) await ben.post('/api/v1/me/push-browsers', one)
  expect((await ben.get('/api/v1/me/push')).body.browsers).toBe(2)
  const { id } = await northern()
  await mention(id)
  await stage.runJobs()
  expect(pushes.taken.map(({ path: at }) => at).toSorted()).toEqual(['/laptop', '/phone'])
  for (const { headers, body } of pushes.taken) {
    expect(headers['authorization']).toContain(`k=${key.key}`)
    expect(headers['content-encoding']).toBe('aes128gcm')
    expect(body.includes('secret')).toBe(false)
  }
  pushes.status = 410
  const next = await northern()
  clock.pass({ minutes: 1 })
  await mention(next.id)
  await stage.runJobs()
  expect((await ben.get('/api/v1/me/push')).body.browsers).toBe(0)
})

test('a push goes to no private address, and over https only', async () => {
  const { keys } = subscription('x')
  const hosts = [
    'http://push.example/x',
    'https://127.0.0.1/x',
    'https://10.0.0.7/x',
    'https://169.254.169.254/x',
    'https://[::1]/x',
    'https://desk/x',
  ]
  for (const endpoint of hosts) {
    const { status, body } = await ben.post('/api/v1/me/push-browsers', { endpoint, keys })
    expect({ endpoint, status, code: body.code }).toEqual({ endpoint, status: 400, code: 'notices.push_host' })
  }
})
