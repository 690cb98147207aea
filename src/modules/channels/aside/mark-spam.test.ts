import { expect, test } from 'vitest'
import { mail, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const [ben, dov, eve] = [await stage.as('ben'), await stage.as('dov'), await stage.as('eve')]
const complaintOf = async (id: string | null) => (await ben.get(`/api/v1/complaints/${id}`)).body

test('spam ends as no complaint; later mails of its sender come in as before', async () => {
  const from = 'once@ads.example'
  const row = await receive(stage, mail({ from }))
  const { status, body } = await ben.post(`/api/v1/complaints/${row.complaint_id}/spam`, {})
  expect([status, body]).toEqual([200, { sender: from, always: false }])
  expect(await complaintOf(row.complaint_id)).toMatchObject({
    state: 'not_complaint',
    kind: 'other',
    marks: expect.arrayContaining(['spam']),
  })
  expect(await stage.facts(`complaint/${row.complaint_id}`)).toContain('sender.judged')
  expect((await receive(stage, mail({ from, text: 'Once more.' }))).state).toBe('opened')
})

test('“always” puts every later mail of the sender aside, and can be undone', async () => {
  const from = 'always@ads.example'
  const row = await receive(stage, mail({ from }))
  expect((await ben.post(`/api/v1/complaints/${row.complaint_id}/spam`, { always: true })).body).toEqual({ sender: from, always: true })
  expect(await receive(stage, mail({ from: 'ALWAYS@ads.example', text: 'Once more.' }))).toMatchObject({
    state: 'put_aside',
    put_aside: 'spam',
  })

  expect((await ben.delete(`/api/v1/complaints/${row.complaint_id}/spam`)).body).toEqual({ sender: from })
  const again = await complaintOf(row.complaint_id)
  expect(again).toMatchObject({ state: 'received', kind: 'complaint' })
  expect(again.marks).not.toContain('spam')
  expect((await receive(stage, mail({ from, text: 'Sorry.' }))).state).toBe('opened')
  expect((await ben.delete(`/api/v1/complaints/${row.complaint_id}/spam`)).status).toBe(200)
})

test('a complaint that came by telephone has no sender to judge', async () => {
  const { body } = await ben.post('/api/v1/complaints', { text: 'Buy!', channel: 'phone', customer: { phone: '+30 210 555 0100' } })
  expect((await ben.post(`/api/v1/complaints/${body.id}/spam`, { always: true })).body.code).toBe('channels.no_sender')
  expect((await ben.post(`/api/v1/complaints/${body.id}/spam`, {})).body).toEqual({ sender: null, always: false })
})

test('who does not see the complaint or may only read cannot mark it', async () => {
  const row = await receive(stage, mail())
  await stage.db.updateTable('complaints_complaints').set({ team_id: stage.teams.north }).where('id', '=', row.complaint_id).execute()
  expect((await dov.post(`/api/v1/complaints/${row.complaint_id}/spam`, {})).status).toBe(404)
  expect((await eve.post(`/api/v1/complaints/${row.complaint_id}/spam`, {})).status).toBe(403)
})

test('two colleagues at once mark it once', async () => {
  const row = await receive(stage, mail({ from: 'both@ads.example' }))
  const cleo = await stage.as('cleo')
  const answers = await Promise.all(
    [ben, cleo].map((caller) => caller.post(`/api/v1/complaints/${row.complaint_id}/spam`, { always: true })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(
    await stage.db
      .selectFrom('channels_marks')
      .select('mark')
      .where('complaint_id', '=', row.complaint_id)
      .where('mark', '=', 'spam')
      .execute(),
  ).toHaveLength(1)
})
