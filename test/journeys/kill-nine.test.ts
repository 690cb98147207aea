import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { password } from '../cast.ts'
import { screensAreBuilt } from '../desk.ts'
import { type Ask, killableDesk } from '../killable-desk.ts'
import { mail } from '../mails.ts'
import { smtpDouble } from '../smtp-double.ts'

const rounds = 10
const administrator = { email: 'fay@desk.example', password }

test('ten times killed in the middle of mails and forms, it keeps all that it took, once, and sends nothing twice', async () => {
  await screensAreBuilt()
  const desk = await killableDesk(administrator)
  const post = await smtpDouble()
  await desk.start()
  const token = await setUp(desk.origin, post.port)
  const poured = pourer(desk.origin, token)
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await desk.start()
    const pouring = poured.pour()
    // Every second time once a mail and a form were taken, so that there is something to lose; else wherever it happens to be.
    if (round % 2 === 0) await pouring.bothTaken()
    await pause(Math.random() * 900)
    await desk.kill()
    await pouring.stop()
  }
  await desk.start()
  const ask = await desk.database()
  await settled(ask)

  expect(poured.mails.length).toBeGreaterThanOrEqual(rounds / 2)
  expect(poured.forms.length).toBeGreaterThanOrEqual(rounds / 2)
  await everyMailIsThereOnce(ask, poured)
  await everyFormIsThereOnce(ask, poured)
  await nothingWasSentTwice(
    ask,
    post.received.map(({ raw }) => /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1] ?? ''),
  )
  await desk.stop()
}, 900_000)

type Poured = ReturnType<typeof pourer>

async function everyMailIsThereOnce(ask: Ask, { mails, tried }: Poured) {
  const kept = await ask<{ message_id: string; state: string; messages: number }>(`select m.message_id, m.state,
    (select count(*)::int from conversations_messages c where c.mail_id = m.id and c.direction = 'in') as messages from channels_mails m`)
  const byId = Map.groupBy(kept, ({ message_id }) => message_id)
  expect(mails.filter((id) => byId.get(id)?.length !== 1)).toEqual([])
  // What came in is a message or put aside, and nothing is both, or there that nobody sent.
  expect(kept.filter(({ state, messages }) => messages !== (state === 'put_aside' ? 0 : 1))).toEqual([])
  expect(kept.filter(({ message_id }) => !tried.has(message_id))).toEqual([])
  const twice = await ask(
    `select message_id from conversations_messages where direction = 'in' and message_id is not null group by 1 having count(*) > 1`,
  )
  expect(twice).toEqual([])
}

async function everyFormIsThereOnce(ask: Ask, { forms, tried }: Poured) {
  const opened = await ask<{ words: string }>(`select words from complaints_complaints where channel = 'web_form'`)
  const times = Map.groupBy(opened, ({ words }) => words)
  expect(forms.filter((words) => times.get(words)?.length !== 1)).toEqual([])
  expect([...times].filter(([words, found]) => found.length !== 1 || !tried.has(words)).map(([words]) => words)).toEqual([])
}

async function nothingWasSentTwice(ask: Ask, arrived: string[]) {
  const written = await ask<{ message_id: string; state: string }>(
    `select message_id, state from conversations_messages where direction = 'out'`,
  )
  const states = new Map(written.map(({ message_id, state }) => [message_id, state]))
  expect(arrived.length).toBeGreaterThan(0)
  expect(arrived.filter((id, at) => arrived.indexOf(id) !== at)).toEqual([])
  // What arrived is noted as sent; where we died before noting it, it is shown as unsure. What is noted as sent did arrive.
  expect(arrived.filter((id) => !['sent', 'unsure'].includes(states.get(id) ?? 'nowhere'))).toEqual([])
  expect(written.filter(({ message_id, state }) => state === 'sent' && !arrived.includes(message_id))).toEqual([])
  expect(written.filter(({ state }) => !['sent', 'unsure'].includes(state))).toEqual([])
}

/** All has been read and sent, as far as it will be by itself. A job of the clock that was killed is not run again: its next turn comes. */
async function settled(ask: Ask) {
  const waiting = `select (select count(*) from channels_mails where state = 'stored') + (select count(*) from conversations_messages where state in ('queued', 'sending'))
    + (select count(*) from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts) as waiting`
  for (let turn = 0; turn < 1800; turn += 1) {
    const [found] = await ask<{ waiting: string }>(waiting)
    if (Number(found?.waiting) === 0) return
    await pause(200)
  }
  const jobs = await ask(`select t.identifier, j.attempts, j.locked_by, j.last_error, count(*)::int from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where j.run_at <= now() and j.attempts < j.max_attempts group by 1, 2, 3, 4`)
  throw new Error(`Something is still waiting to be read or sent: ${JSON.stringify([await ask(waiting), jobs])}`)
}

/** Customers who write without a pause, by mail and by form, and remember what was taken. */
function pourer(origin: string, token: string) {
  const taken = { mails: [] as string[], forms: [] as string[], tried: new Set<string>() }
  let written = 0
  const byMail = async () => {
    const id = `${(written += 1)}.${crypto.randomUUID()}@customer.example`
    taken.tried.add(id)
    const body = new Uint8Array(
      mail({ messageId: id, from: `Ada <ada${written}@customer.example>`, to: 'care@desk.example', subject: `Wet cabin ${written}` }),
    )
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'message/rfc822' }
    const answer = await fetch(`${origin}/api/v1/inbound/email?recipient=care@desk.example`, { method: 'POST', headers, body })
    if (answer.status === 202) taken.mails.push(id)
  }
  const byForm = async () => {
    const page = await (await fetch(`${origin}/complain`)).text()
    const stamp = /name="stamp" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const text = `The cabin was wet, says form ${(written += 1)}.`
    taken.tried.add(text)
    const body = new URLSearchParams({ text, email: `ada${written}@customer.example`, stamp })
    const answer = await fetch(`${origin}/complain`, { method: 'POST', headers: { origin }, body, redirect: 'manual' })
    if (answer.status === 303) taken.forms.push(text)
    // A stranger may write twice a second, not more.
    await pause(500)
  }
  return {
    ...taken,
    pour() {
      let going = true
      const again = async (act: () => Promise<void>) => {
        // A desk that was killed answers nothing: what was not answered was not promised.
        while (going) await act().catch(() => pause(20))
      }
      const all = Promise.all([again(byMail), again(byMail), again(byForm)])
      const before = { mails: taken.mails.length, forms: taken.forms.length }
      return {
        async bothTaken() {
          while (taken.mails.length === before.mails || taken.forms.length === before.forms) await pause(20)
        },
        async stop() {
          going = false
          await all
        },
      }
    },
  }
}

/** Signs the administrator in, names the house, gives it a mailbox that sends, and takes a token. */
async function setUp(origin: string, smtpPort: number): Promise<string> {
  const json = { origin, 'content-type': 'application/json' }
  const entered = await fetch(`${origin}/api/auth/sign-in/email`, { method: 'POST', headers: json, body: JSON.stringify(administrator) })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const call = async (asked: string, body: object, headers = {}) => {
    const [method = '', path = ''] = asked.split(' ')
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers: { ...json, cookie, ...headers }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { secret?: string }
  }
  await call('PATCH /organisation', { name: 'Harbour Ferries' }, { 'if-match': '"1"' })
  const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none' }
  await call('POST /mailboxes', { address: 'care@desk.example', name: 'Harbour Ferries', smtp })
  const { secret } = await call('POST /tokens', { name: 'the mail server', role: 'administrator' })
  return secret ?? ''
}
