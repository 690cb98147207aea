import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const [ben, fay, max] = await Promise.all([stage.as('ben'), stage.as('fay'), stage.as('max')])
const opened = async () => {
  const { id } = (await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })).body
  await fay.post(`/api/v1/complaints/${id}/assignment`, { team: stage.teams.north })
  return id as string
}
const write = (scope: string, of: string, [texts, version = 0, caller = fay]: [object, number?, typeof fay?]) =>
  caller.put('/api/v1/signatures', { scope, of: of === 'desk' ? null : of, texts, version })
const reply = (id: string, more: object = {}) => ben.post(`/api/v1/complaints/${id}/messages`, { html: '<p>Dear Ada</p>', ...more })

test('without one nothing stands below; the team’s holds before the desk’s, filled with who sends, in the language of the complaint', async () => {
  const id = await opened()
  expect((await reply(id)).body).toMatchObject({ text: 'Dear Ada', signature: null })
  await write('desk', 'desk', [{ en: '<p>{{organisation.name}}</p>', el: '<p>Με εκτίμηση</p>' }])
  expect((await reply(id)).body).toMatchObject({
    text: 'Dear Ada\n\nHarbour Ferries',
    visible_text: 'Dear Ada',
    signature: 'Harbour Ferries',
  })
  await write('team', stage.teams.north, [{ en: '<p>{{agent.name}}<br>{{team.name}}</p><script>x()</script>' }])
  const { body } = await reply(id)
  expect(body.text).toBe('Dear Ada\n\nBen Okoro\nNorth')
  expect(body.html).toBe('<p>Dear Ada</p><!--signature--><p>Ben Okoro<br />North</p>')
  expect((await ben.get(`/api/v1/complaints/${id}/signature`)).body.signature).toMatchObject({ text: 'Ben Okoro\nNorth', unfilled: [] })
  expect((await reply(id, { by_hand: { how: 'told' } })).body.text).toBe('Dear Ada')
})

test('what is taken back is without it, and sent again has it once', async () => {
  const id = await opened()
  const { body: message } = await reply(id)
  await ben.post(`/api/v1/complaints/${id}/messages/${message.id}/withdrawal`)
  const { draft } = (await ben.get(`/api/v1/complaints/${id}/drafts/reply`)).body
  expect(draft).toMatchObject({ html: '<p>Dear Ada</p>', text: 'Dear Ada' })
  expect((await reply(id, { html: draft.html })).body.text).toBe('Dear Ada\n\nBen Okoro\nNorth')
})

test('a variable that nothing fills keeps the reply from leaving, and says which', async () => {
  const id = await opened()
  await write('team', stage.teams.north, [{ en: '<p>{{order.number}}</p>' }, 1])
  expect(await reply(id)).toMatchObject({ status: 400, body: { code: 'conversations.unfilled' } })
  expect((await ben.get(`/api/v1/complaints/${id}/signature`)).body.signature.unfilled).toHaveLength(1)
})

test('an older version, an unknown variable, nobody’s signature and who may not are refused', async () => {
  expect(await write('team', stage.teams.north, [{ en: '<p>x</p>' }, 1])).toMatchObject({ status: 409 })
  expect(await write('desk', 'desk', [{ en: '<p>x</p>' }, 0])).toMatchObject({
    status: 409,
    body: { code: 'conversations.signature_changed' },
  })
  expect(await write('team', stage.teams.south, [{ en: '<p>{{agent.shoe}}</p>' }])).toMatchObject({
    status: 400,
    body: { names: 'agent.shoe' },
  })
  expect((await write('team', 'desk', [{ en: '<p>x</p>' }])).status).toBe(404)
  expect((await write('team', '01900000-0000-7000-8000-000000000000', [{ en: '<p>x</p>' }])).status).toBe(404)
  expect((await write('moon', 'desk', [{ en: '<p>x</p>' }])).status).toBe(400)
  expect((await write('team', stage.teams.south, [{ en: '<p>x</p>' }, 0, ben])).status).toBe(403)
  expect((await write('team', stage.teams.south, [{ en: '<p>South</p>' }, 0, max])).status).toBe(200)
  expect((await ben.get('/api/v1/signatures')).body).toMatchObject({
    may: { edit: false },
    data: [{ scope: 'desk' }, { scope: 'team' }, { scope: 'team' }],
  })
})
