import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')

async function sentLetter() {
  const customer = { name: ada.name, address: '7 Quay Street\nPiraeus' }
  const asked = { text: 'The ferry left early.', subject: 'Ferry 12', channel: 'letter', customer }
  const { body: complaint } = await ben.post('/api/v1/complaints', asked)
  const path = `/api/v1/complaints/${complaint.id}/letters`
  const { body: draft } = await ben.get(`${path}/message`)
  const said = 'We read <b>every</b> word.\n\n- First point\n- Second point'
  const blocks = draft.blocks.map(({ block, issue, text }: { block: string; issue: null; text: string }) => ({
    block,
    issue,
    text: block === 'body' ? said : text,
  }))
  const { body } = await ben.post(path, { letter: 'message', blocks, by_hand: { how: 'printed' } })
  return { complaint: complaint.id as string, message: body.message.id as string }
}

const linkTo = (complaint: string) =>
  stage.open(theDesk, async (work) => (await mintLink(work, { complaint, customer: stage.ada, use: 'follow', days: 1 })).secret)

const pageOf = async (secret: string, message: string) => stage.stranger.get(`/c/${secret}/letters/${message}`)

test('a customer reads a letter on a page of its own, by the link of their complaint', async () => {
  const { complaint, message } = await sentLetter()
  const secret = await linkTo(complaint)
  const { status, bytes, headers } = await pageOf(secret, message)
  const page = bytes.toString()
  expect(status).toBe(200)
  expect(page).toContain('<h1 lang="en">About your complaint</h1>')
  expect(page).toContain('We read &lt;b>every&lt;/b> word.')
  expect(page).toContain('<ul class="listed"><li>First point</li><li>Second point</li></ul>')
  expect(page).toContain('7 Quay Street, Piraeus')
  expect(headers['referrer-policy']).toBe('no-referrer')
  const pdf = /href="(\/c\/[^"]+\/attachments\/[^"]+)"/.exec(page)?.[1] ?? ''
  expect((await stage.stranger.get(pdf)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await stage.stranger.get(`/c/${secret}`)).bytes.toString()).toContain(`/letters/${message}`)
})

test('a link of another complaint opens no letter, and neither does a made-up one', async () => {
  const { complaint, message } = await sentLetter()
  const other = await sentLetter()
  expect((await pageOf(await linkTo(other.complaint), message)).status).toBe(404)
  expect((await pageOf(await linkTo(complaint), newId())).status).toBe(404)
  expect((await pageOf('no-such-secret', message)).status).toBe(404)
})
