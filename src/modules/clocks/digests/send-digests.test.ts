import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { sendDigests } from './send-digests.ts'

const server = await smtpDouble()
const stage = await scene({ SMTP_URL: `smtp://127.0.0.1:${server.port}?from=desk@harbour.example` })
const { clock, agents, teams } = stage
const [ben, cleo] = await Promise.all([stage.as('ben'), stage.as('cleo')])

const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', anonymous: true })
await ben.post(`/api/v1/complaints/${complaint.id}/assignment`, { owner: agents.ben, team: teams.north })

// Other mails leave in the morning too: what happened while one was elsewhere.
const isDigest = ({ subject }: { subject: string }) => / time limits? (is|are) due or late$/.test(subject)

/** The digests of a morning. */
async function morning(): Promise<{ to: string; subject: string; text: string }[]> {
  const before = server.received.length
  await sendDigests.run({ step: (run) => stage.open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
  await stage.runJobs()
  const mails = await Promise.all(
    server.received.slice(before).map(async ({ to, raw }) => {
      const { subject = '', text = '' } = await PostalMime.parse(raw)
      return { to: to.join(), subject, text }
    }),
  )
  return mails.filter(isDigest)
}

test('who leads the team gets what is late or due, once a day; who handles it, only when it is wanted', async () => {
  const letters = await morning()
  expect(letters.map(({ to }) => to)).toEqual(['cleo@desk.example'])
  expect(letters[0]?.subject).toMatch(/^\d+ time/)
  expect(letters[0]?.text).toContain(complaint.number)
  expect(letters[0]?.text).toContain(`http://desk.example/app/complaints/${complaint.id}`)
  expect(await morning()).toEqual([])

  expect((await ben.get('/api/v1/clock-digest')).body).toEqual({ wanted: false, mails: true })
  await ben.put('/api/v1/clock-digest', { wanted: true })
  await cleo.put('/api/v1/clock-digest', { wanted: false })
  clock.pass({ days: 1 })
  expect((await morning()).map(({ to }) => to)).toEqual(['ben@desk.example'])
})

test('where nothing is due, no mail is sent', async () => {
  // The reading says otherwise: two people say so.
  for (const one of [ben, cleo])
    await one.post(`/api/v1/complaints/${complaint.id}/classification`, { kind: 'praise', reason: 'It was praise.' })
  clock.pass({ days: 2 })
  expect(await morning()).toEqual([])
})

test('a program has no morning mail', async () => {
  const program = await stage.token('manager')
  expect((await program.get('/api/v1/clock-digest')).body.wanted).toBe(false)
  expect((await program.put('/api/v1/clock-digest', { wanted: true })).body.code).toBe('clocks.not_yours')
})
