import { expect, test } from 'vitest'
import { addMailbox, mail, receive, type WrittenMail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const [ben, cleo, dov, eve] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve')])
await addMailbox(stage, { team_id: stage.teams.north })

const path = (complaint: string) => `/api/v1/complaints/${complaint}/acknowledgement`
const sentTo = async (complaint: string) =>
  stage.db
    .selectFrom('conversations_messages as m')
    .innerJoin('conversations_recipients as r', 'r.message_id', 'm.id')
    .select(['r.address', 'm.author', 'm.kind'])
    .where('m.complaint_id', '=', complaint)
    .where('m.direction', '=', 'out')
    .execute()

let senders = 0
/** A complaint whose sender had the one automatic mail of the day for another complaint. */
async function withheld(written: WrittenMail = {}): Promise<{ complaint: string; from: string }> {
  const from = `sender${(senders += 1)}@customer.example`
  await receive(stage, mail({ from }))
  const { complaint_id } = await receive(stage, mail({ from, text: 'The kettle leaks, too.', ...written }))
  return { complaint: complaint_id ?? '', from }
}

test('the agent sees why there was no acknowledgement, and sends it with one click; who did it stands in the timeline', async () => {
  const { complaint, from } = await withheld()
  const seen = await ben.get(path(complaint))
  expect(seen.body).toEqual({ withheld: { reason: 'budget', since: expect.stringMatching(/^\d{4}-/) }, may: { send: true } })
  const sent = await ben.post(path(complaint))
  expect([sent.status, sent.body]).toEqual([201, { to: from }])
  expect(await sentTo(complaint)).toEqual([{ address: from, author: `person/${stage.agents.ben}`, kind: 'acknowledgement' }])
  expect((await ben.get(path(complaint))).body).toEqual({ withheld: null, may: { send: false } })
  expect((await ben.get(`/api/v1/complaints/${complaint}`)).body.marks).not.toContain('unacknowledged')
  const timeline = await ben.get(`/api/v1/complaints/${complaint}/timeline?limit=20`)
  const released = timeline.body.data.find(({ event }: { event?: { fact: string } }) => event?.fact === 'acknowledgement.released')
  expect(released.event).toMatchObject({ actor: { name: 'Ben Okoro' }, data: { reason: 'budget' } })
})

test('once, also when two click at once; and not after somebody has answered', async () => {
  const { complaint } = await withheld()
  const answers = await Promise.all([ben, cleo, ben].map((caller) => caller.post(path(complaint))))
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409, 409])
  expect(await sentTo(complaint)).toHaveLength(1)
  const other = await withheld()
  await ben.post(`/api/v1/complaints/${other.complaint}/messages`, { text: 'We look into it.' })
  expect((await ben.post(path(other.complaint))).body.code).toBe('channels.nothing_withheld')
})

test('a contact form that says it is one: the acknowledgement goes to who filled it in', async () => {
  const fields = { 'Auto-Submitted': 'auto-generated', 'Reply-To': 'Lia <lia@customer.example>' }
  const { complaint_id } = await receive(stage, mail({ from: 'form@shop.example', fields }))
  const complaint = complaint_id ?? ''
  expect((await ben.get(path(complaint))).body.withheld.reason).toBe('automatic')
  expect((await ben.post(path(complaint))).body).toEqual({ to: 'lia@customer.example' })
  // A person still has to look whether somebody stands behind it.
  expect((await ben.get(`/api/v1/complaints/${complaint}`)).body.marks).toContain('automatic')
})

test('to nobody whom a rule protects: a stop holds it, a machine’s address gets nothing; a sentence says so', async () => {
  const { complaint } = await withheld()
  const stop = await cleo.post('/api/v1/mail-stops', { holds: 'automatic', mailbox: null, note: '' })
  expect((await ben.post(path(complaint))).body).toMatchObject({
    code: 'channels.automatic_stopped',
    detail: expect.stringContaining('stopped'),
  })
  await cleo.delete(`/api/v1/mail-stops/${stop.body.id}`)
  expect((await ben.post(path(complaint))).status).toBe(201)

  const nobody = await receive(stage, mail({ from: 'no-reply@shop.example' }))
  const refused = await ben.post(path(nobody.complaint_id ?? ''))
  expect(refused.body).toMatchObject({ code: 'channels.nobody_reads', detail: expect.stringContaining('no-reply@shop.example') })
  expect(await sentTo(nobody.complaint_id ?? '')).toEqual([])
})

test('what a machine wrote and a person opened is not acknowledged by a click either', async () => {
  const fields = { 'Auto-Submitted': 'auto-replied' }
  const aside = await receive(stage, mail({ from: 'away@customer.example', subject: 'I am away until Monday', fields }))
  const { body } = await ben.post(`/api/v1/mails-aside/${aside.id}/opening`)
  await stage.runJobs()
  expect((await ben.post(path(body.complaint.id))).body.code).toBe('channels.machine_wrote')
})

test('who may only read sees why and has no button; who sees the complaint not at all learns nothing', async () => {
  const { complaint } = await withheld()
  expect((await eve.get(path(complaint))).body.may).toEqual({ send: false })
  expect((await eve.post(path(complaint))).status).toBe(403)
  expect((await dov.get(path(complaint))).status).toBe(404)
  expect((await dov.post(path(complaint))).status).toBe(404)
})
