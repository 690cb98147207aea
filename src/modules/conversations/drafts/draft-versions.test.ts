import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { sweepDraftVersions } from './draft-versions.ts'

const stage = await scene()
const [ben, cleo] = await Promise.all([stage.as('ben'), stage.as('cleo')])
const opened = async (text: string) => (await ben.post('/api/v1/complaints', { text, channel: 'email', customer: ada })).body.id as string
const at = (id: string, kind = 'reply') => `/api/v1/complaints/${id}/drafts/${kind}`
const textsOf = async (id: string, caller = ben) =>
  ((await caller.get(`${at(id)}/versions`)).body.data as { text: string }[]).map(({ text }) => text)
const long = 'Dear Ada, we are sorry for the cold cabin and the wait. '

let pasts = 0
async function write(id: string, text: string, { kind = 'reply', caller = ben } = {}) {
  const before = (await caller.get(at(id, kind))).body.draft
  // nobody asks more than a hundred times in one second
  if ((pasts += 1) % 20 === 0) stage.clock.pass({ seconds: 2 })
  return caller.put(at(id, kind), { html: `<p>${text}</p>`, text, ...(before && { version: before.version }) })
}

test('while somebody types, what stood there is kept once a minute', async () => {
  const id = await opened('Cold.')
  await write(id, long)
  await write(id, `${long}One`)
  await write(id, `${long}One, two`)
  expect(await textsOf(id)).toEqual([long.trim()].map(() => long))
  stage.clock.pass({ seconds: 90 })
  await write(id, `${long}One, two, three`)
  expect(await textsOf(id)).toEqual([`${long}One, two`, long])
})

test('what is taken out, replaced or dropped is kept at once; it is its author’s own', async () => {
  const id = await opened('Wet.')
  await write(id, `${long}And the tea was fine.`)
  await write(id, 'Dear Ada,')
  await write(id, 'Something else entirely')
  expect(await textsOf(id)).toEqual(['Dear Ada,', `${long}And the tea was fine.`])
  await ben.delete(at(id))
  expect(await textsOf(id)).toEqual(['Something else entirely', 'Dear Ada,', `${long}And the tea was fine.`])
  expect(await textsOf(id, cleo)).toEqual([])
})

test('the last twenty are kept; a day after the draft is gone, they are too', async () => {
  const id = await opened('Late.')
  for (let turn = 0; turn < 25; turn += 1) {
    stage.clock.pass({ seconds: 90 })
    await write(id, `${long}${'x'.repeat(turn)}`)
  }
  const kept = await textsOf(id)
  expect([kept.length, kept[0]]).toEqual([20, `${long}${'x'.repeat(23)}`])
  const sweep = () =>
    sweepDraftVersions.run({ step: (run) => stage.open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
  stage.clock.pass({ hours: 30 })
  await sweep()
  expect(await textsOf(id)).toHaveLength(20)
  await ben.delete(at(id))
  await sweep()
  expect((await textsOf(id)).length).toBe(0)
})

test('the draft follows to the complaint that this one is merged into, above what was begun there, with its files and versions', async () => {
  const [from, into] = [await opened('One.'), await opened('Two.')]
  const file = (
    await ben.upload(`/api/v1/complaints/${from}/attachments`, [
      { field: 'file', name: 'a.txt', type: 'text/plain', bytes: new TextEncoder().encode('a') },
    ])
  ).body
  await write(from, long)
  await ben.put(at(from), { html: '<p>Dear</p>', text: 'Dear', attachments: [file.id], version: 1 })
  await write(into, 'Hello again')
  await write(from, 'Mind the gap', { kind: 'note', caller: cleo })
  await cleo.post(`/api/v1/complaints/${from}/merging`, { into, reason: 'The same.' })
  const { draft } = (await ben.get(at(into))).body
  expect(draft).toMatchObject({ text: 'Dear\n\nHello again', attachments: [{ id: file.id }] })
  expect(await textsOf(into)).toEqual([long])
  expect((await cleo.get(at(into, 'note'))).body.draft.text).toBe('Mind the gap')
  // Who still writes in the window of the one that ended writes on in the other.
  const late = await ben.put(at(from), { html: '<p>Dear Ada</p>', text: 'Dear Ada', version: draft.version })
  expect(late.status).toBe(200)
  expect((await ben.get(at(into))).body.draft.text).toBe('Dear Ada')
  const sent = await ben.post(`/api/v1/complaints/${into}/messages`, { text: 'Dear Ada', attachments: [file.id] })
  expect(sent.body.attachments).toMatchObject([{ id: file.id }])
})

test('a kind that there is not is refused', async () => {
  expect((await ben.get(`${at(await opened('No.'), 'poem')}/versions`)).status).toBe(404)
})
