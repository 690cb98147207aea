import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Link, theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { attachmentFor } from './attachments/serve-attachment.ts'
import { findRecipients } from './receiving/find-recipients.ts'
import { takeForSending } from './sending/take-for-sending.ts'
import { findTimeline } from './timeline/find-timeline.ts'
import { publicMessages } from './timeline/public-messages.ts'

const stage = await scene()
const ben = await stage.as('ben')
const secret = 'zanzibar-internal-only'

async function complaint() {
  const { body } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
  return body.id as string
}
const linkTo = (id: string): Link => ({ kind: 'link', id: newId(), use: 'follow', complaint: id, customer: stage.ada })

test('a note is kept, sanitised, and stands in the timeline with its author', async () => {
  const id = await complaint()
  const { status, body } = await ben.post(`/api/v1/complaints/${id}/notes`, { html: `<p>${secret}<img src=x onerror=alert(1)></p>` })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    text: secret,
    html: `<p>${secret}</p>`,
    author: { kind: 'person', id: stage.agents.ben, name: 'Ben Okoro' },
  })
  const { body: timeline } = await ben.get(`/api/v1/complaints/${id}/timeline`)
  expect(timeline.data.filter(({ kind }: { kind: string }) => kind === 'note')).toHaveLength(1)
  expect(timeline.data.map((item: { event?: { fact: string } }) => item.event?.fact)).not.toContain('note.written')
})

test('a note never leaves: not by what is sent, not on the customer’s page, not in recipients or facts, not to a link', async () => {
  const id = await complaint()
  const { body: file } = await ben.upload(`/api/v1/complaints/${id}/attachments`, [
    { field: 'file', name: `${secret}.txt`, type: 'text/plain', bytes: Buffer.from(secret) },
  ])
  await ben.post(`/api/v1/complaints/${id}/notes`, { text: secret, attachments: [file.id] })
  await ben.put(`/api/v1/complaints/${id}/drafts/note`, { html: '', text: secret })
  const { body: reply } = await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'We are looking into it.' })

  const taken = await stage.open(theDesk, (work) => takeForSending(work, { complaint: id, message: reply.id, worker: 'w' }))
  const shown = await stage.open(linkTo(id), (work) => publicMessages(work, id))
  const recipients = await stage.open(theDesk, (work) => findRecipients(work, id))
  const facts = await stage.db.selectFrom('facts_facts').selectAll().where('stream', '=', `complaint/${id}`).execute()
  expect(shown.map(({ text }) => text)).toContain('We are looking into it.')
  for (const outside of [taken, shown, recipients, facts]) expect(JSON.stringify(outside)).not.toContain(secret)

  await expect(stage.open(linkTo(id), (work) => findTimeline(work, id, { limit: 50 }))).rejects.toThrow('complaints.not_found')
  await expect(stage.open(linkTo(id), (work) => attachmentFor(work, { complaint: id, attachment: file.id }))).rejects.toThrow(
    'conversations.attachment_not_found',
  )
  // A file of a note cannot be sent afterwards either.
  expect((await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'x', attachments: [file.id] })).body.code).toBe(
    'conversations.attachment_gone',
  )
})

test('no source but those of notes and the timeline reads the table of notes', () => {
  const readers = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => readFileSync(join(import.meta.dirname, file), 'utf8').includes('conversations_notes'))
  expect(readers.toSorted()).toEqual(['timeline/find-timeline.ts', 'write-note.ts'])
})

test('an auditor writes no note; a colleague of another team finds nothing to write on', async () => {
  const id = await complaint()
  await ben.post(`/api/v1/complaints/${id}/assignment`, { team: stage.teams.north })
  expect((await (await stage.as('eve')).post(`/api/v1/complaints/${id}/notes`, { text: 'x' })).status).toBe(403)
  expect((await (await stage.as('dov')).post(`/api/v1/complaints/${id}/notes`, { text: 'x' })).status).toBe(404)
})

test('a note that says nothing is refused', async () => {
  expect((await ben.post(`/api/v1/complaints/${await complaint()}/notes`, { html: '<p></p>' })).body.code).toBe(
    'conversations.nothing_written',
  )
})
