import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import type { LetterDraft } from './contract.ts'

const stage = await scene()
const ben = await stage.as('ben')
const sentence = 'We uphold this point and replace the bag.'
const address = '7 Quay Street\nPiraeus'

async function complaint(language = 'en') {
  const asked = { text: 'The ferry left early.', subject: 'Ferry 12', channel: 'letter', language, customer: { name: ada.name, address } }
  const { body } = await ben.post('/api/v1/complaints', asked)
  return { id: body.id as string, path: `/api/v1/complaints/${body.id}` }
}

async function decide(path: string, outcome: string, said = sentence) {
  const { body } = await ben.get(path)
  const [issue] = body.issues_list
  expect((await ben.patch(`${path}/issues/${issue.id}`, { outcome, sentence: said }, issue.version)).status).toBe(200)
  return issue.id as string
}

/** The gates of this module that keep it open. */
const missing = async (path: string): Promise<string[]> =>
  (await ben.get(path)).body.closing.missing
    .map(({ gate }: { gate: string }) => gate)
    .filter((gate: string) => ['B1', 'B2', 'B6'].includes(gate))

async function send(path: string, letter: string, language = 'en') {
  const { body: draft }: { body: LetterDraft } = await ben.get(`${path}/letters/${letter}?language=${language}`)
  const blocks = draft.blocks.map(({ block, issue, text }) => ({
    block,
    issue,
    text:
      block === 'solution' ? 'Your bag is replaced.' : text.replaceAll(/\{\{[^}]*\}\}/g, 'the ramp was closed ten minutes before the hour'),
  }))
  const { status, body } = await ben.post(`${path}/letters`, { letter, language, blocks, by_hand: { how: 'printed' } })
  expect(body.detail ?? status).toBe(201)
  return body.message.id as string
}

test('closing waits for the final letter, and for each decision in a sent message', async () => {
  const { path } = await complaint()
  expect(await missing(path)).toEqual(['B1'])
  await decide(path, 'upheld')
  expect(await missing(path)).toEqual(['B1', 'B2'])
  await send(path, 'final_upheld')
  expect(await missing(path)).toEqual([])
})

test('a decision that is changed after the letter has to be told again', async () => {
  const { path } = await complaint()
  await decide(path, 'upheld')
  await send(path, 'final_upheld')
  await decide(path, 'not_upheld', 'We do not uphold this point.')
  // Another outcome, another letter, and another sentence that nobody has read.
  expect(await missing(path)).toEqual(['B1', 'B2'])
  await send(path, 'final_not_upheld')
  expect(await missing(path)).toEqual([])
})

test('a letter in another language than the customer’s does not close', async () => {
  const { path } = await complaint('el')
  await decide(path, 'upheld')
  await send(path, 'final_upheld', 'en')
  expect(await missing(path)).toEqual(['B2'])
  await send(path, 'final_upheld', 'el')
  expect(await missing(path)).toEqual([])
})

test('a free reply says the decision, but is not known to hold what a final letter must', async () => {
  const { path } = await complaint()
  await decide(path, 'upheld')
  await ben.post(`${path}/messages`, { text: `Dear Ada,\n\n${sentence}`, by_hand: { how: 'printed' } })
  expect(await missing(path)).toEqual(['B2'])
  await ben.post(`${path}/messages`, { text: `Dear Ada,\n\n${sentence}`, letter: 'final_upheld', by_hand: { how: 'printed' } })
  expect(await missing(path)).toEqual(['B6'])
  const { body } = await ben.get(path)
  expect(body.closing.missing.find(({ gate }: { gate: string }) => gate === 'B6').sentence).toContain('cause')
})

test('what was only told on the telephone is no final letter', async () => {
  const { path } = await complaint()
  await decide(path, 'upheld')
  await ben.post(`${path}/messages`, { text: sentence, letter: 'final_upheld', by_hand: { how: 'told' } })
  expect(await missing(path)).toEqual(['B2'])
})

test('what the customer took back needs no answer', async () => {
  const { path } = await complaint()
  await decide(path, 'withdrawn', 'Taken back by the customer.')
  expect(await missing(path)).toEqual([])
})

test('a quick resolution closes with its summary', async () => {
  const { path } = await complaint()
  await decide(path, 'upheld')
  await send(path, 'summary')
  expect(await missing(path)).toEqual([])
})

test('a letter that waits in the queue has told nobody yet', async () => {
  const asked = { text: 'The ferry left early.', subject: 'Ferry 12', channel: 'email', customer: { name: ada.name, email: ada.email } }
  const { body } = await ben.post('/api/v1/complaints', asked)
  const path = `/api/v1/complaints/${body.id}`
  await decide(path, 'upheld')
  await ben.post(`${path}/messages`, { text: sentence })
  expect(await missing(path)).toEqual(['B1', 'B2'])
})
