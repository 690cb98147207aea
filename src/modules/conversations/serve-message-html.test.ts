import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { messageHtmlPath } from './contract.ts'

const stage = await scene()
const ben = await stage.as('ben')

/** A mail with a script, an event handler, a card number, a picture of its own and two from elsewhere. */
const written = `<p onclick="alert(1)">Card 4111 1111 1111 1111</p><script>alert(2)</script><img src="cid:ferry@customer.example">
<img src="https://pictures.example/a.png"><img src="http://pictures.example/b.png"><a href="https://ferries.example/">here</a>`
const raw = `From: ${ada.name} <${ada.email}>
To: complaints@desk.example
Message-ID: <html@customer.example>
Subject: Left "early" <b>
MIME-Version: 1.0
Content-Type: multipart/related; boundary="parts"

--parts
Content-Type: text/html; charset=utf-8

${written}
--parts
Content-Type: image/png; name="ferry.png"
Content-ID: <ferry@customer.example>
Content-Disposition: inline; filename="ferry.png"
Content-Transfer-Encoding: base64

${Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1').toString('base64')}
--parts--
`
await receive(stage, Buffer.from(raw.replaceAll('\n', '\r\n')))
const message = await stage.db.selectFrom('conversations_messages').selectAll().where('direction', '=', 'in').executeTakeFirstOrThrow()
const path = messageHtmlPath(message.complaint_id, message.id)
const pageAt = async (url: string) => {
  const { status, headers, bytes } = await ben.get(url)
  return { status, headers, html: bytes.toString() }
}

test('a mail is shown as it was written, masked, with its own pictures, and nothing in it runs or calls out', async () => {
  const { status, headers, html } = await pageAt(path)
  expect(status).toBe(200)
  expect(html).toContain('<title>Left &quot;early&quot; &lt;b></title>')
  expect(html).toContain('<a href="https://ferries.example/"')
  expect(html).not.toMatch(/script|onclick|alert|4111 1111/)
  expect(html).not.toMatch(/\ssrc="http/)
  const own = /src="(\/api\/v1\/complaints\/[^"]+\?preview=1)"/.exec(html)?.[1] ?? ''
  expect((await ben.get(own)).headers['content-type']).toBe('image/png')
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  })
})

test('pictures from elsewhere come when asked for, over TLS only', async () => {
  const { headers, html } = await pageAt(messageHtmlPath(message.complaint_id, message.id, true))
  expect(html).toContain('<img src="https://pictures.example/a.png"')
  expect(html).toContain('data-remote-src="http://pictures.example/b.png"')
  expect(headers['content-security-policy']).toContain("img-src 'self' data: https:;")
})

test('what has no such page is not found: other ids, and a message of plain text', async () => {
  const { body } = await ben.post(`/api/v1/complaints/${message.complaint_id}/messages`, { text: 'Sorry.', to: [ada.email] })
  expect((await ben.get(messageHtmlPath(message.complaint_id, body.id))).body.code).toBe('conversations.message_not_found')
  expect((await ben.get(messageHtmlPath(message.complaint_id, 'x%00y'))).body.code).toBe('conversations.message_not_found')
  expect((await ben.get(messageHtmlPath(message.id, message.id))).status).toBe(404)
})

test('who may not see the complaint does not see its mails', async () => {
  await stage.db.updateTable('complaints_complaints').set({ team_id: stage.teams.north }).where('id', '=', message.complaint_id).execute()
  expect((await ben.get(path)).status).toBe(200)
  expect((await (await stage.as('dov')).get(path)).status).toBe(404)
  expect((await stage.stranger.get(path)).status).toBe(401)
})
