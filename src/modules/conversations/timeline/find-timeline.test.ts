import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')
const { body: complaint } = await ben.post('/api/v1/complaints', {
  text: 'Late.',
  channel: 'phone',
  customer: { name: ada.name, phone: '+30 210 555 0103' },
})
const path = `/api/v1/complaints/${complaint.id}`

test('page by page the timeline shows everything once, newest first, whatever happened at the same moment', async () => {
  for (let at = 0; at < 4; at += 1) {
    await ben.post(`${path}/notes`, { text: `note ${at}` })
    await ben.post(`${path}/tags`, { tag: `tag${at}` })
    await ben.post(`${path}/contacts`, { channel: 'phone', direction: at % 2 ? 'in' : 'out', text: `call ${at}` })
  }
  const { body: whole } = await ben.get(`${path}/timeline?limit=100`)
  const ids: string[] = []
  let next = ''
  do {
    const { body } = await ben.get(`${path}/timeline?limit=3${next && `&cursor=${next}`}`)
    ids.push(...body.data.map(({ id }: { id: string }) => id))
    next = body.next ?? ''
  } while (next)
  expect(ids).toEqual(whole.data.map(({ id }: { id: string }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  const moments: number[] = whole.data.map(({ at }: { at: string }) => Temporal.Instant.from(at).epochMilliseconds)
  expect(moments).toEqual(moments.toSorted((one, other) => other - one))
})

test('a complaint is opened before anything is added to it', async () => {
  const { body: fresh } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'phone', anonymous: true })
  const { body } = await ben.get(`/api/v1/complaints/${fresh.id}/timeline`)
  const events: string[] = body.data.flatMap(({ event }: { event?: { fact: string } }) => event?.fact ?? [])
  expect(events.toReversed().slice(0, 2)).toEqual(['complaint.opened', 'issue.added'])
})

test('an event says who did it, and names the people and teams in it', async () => {
  await ben.post(`${path}/assignment`, { owner: stage.agents.cleo, team: stage.teams.north })
  await ben.post(`${path}/assignment`, { owner: null })
  const { body } = await (await stage.as('max')).get(`${path}/timeline`)
  const events = body.data.flatMap((item: { event?: object }) => item.event ?? [])
  expect(events[0]).toMatchObject({ fact: 'complaint.assigned', data: { owner: null, context: 'team', team_name: 'North' } })
  expect(events[1]).toMatchObject({ actor: { kind: 'person', name: 'Ben Okoro' }, data: { owner_name: 'Cleo Marín', team_name: 'North' } })
})

test('a call is a message of its kind: who wrote it down, when it was, and it can be read by an auditor', async () => {
  const { body } = await (await stage.as('eve')).get(`${path}/timeline?limit=100`)
  const calls = body.data.filter((item: { message?: { kind: string } }) => item.message?.kind === 'contact')
  expect(calls).toHaveLength(4)
  expect(calls[0].message).toMatchObject({ author: { name: 'Ben Okoro' }, channel: 'phone', may: { send_again: false, withdraw: false } })
})

test('a call by the customer ends the waiting; a contact cannot be in the future', async () => {
  await ben.post(`${path}/waiting`, { reply_by: stage.clock.now().add({ hours: 48 }).toString() })
  const at = stage.clock.now().add({ hours: 1 }).toString()
  expect((await ben.post(`${path}/contacts`, { channel: 'phone', direction: 'in', text: 'x', at })).body.code).toBe(
    'conversations.in_future',
  )
  await ben.post(`${path}/contacts`, { channel: 'phone', direction: 'in', text: 'It was seat 12.' })
  expect((await ben.get(path)).body.state).toBe('open')
})

test('a cursor that this list did not give is refused', async () => {
  for (const cursor of [
    'x',
    Buffer.from('["2026-01-01T00:00:00Z",9,"a"]').toString('base64url'),
    Buffer.from('["2026-01-01T00:00:00Z",1,"not-an-id"]').toString('base64url'),
  ]) {
    const { status, body } = await ben.get(`${path}/timeline?cursor=${cursor}`)
    expect([status, body.code]).toEqual([400, 'platform.unknown_cursor'])
  }
})
