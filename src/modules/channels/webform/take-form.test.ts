import { beforeAll, expect, test } from 'vitest'
import { type Caller, callerOn } from '#test/caller.ts'
import { type Scene, scene } from '#test/scene.ts'

let stage: Scene
let browser: Caller
const asPage = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'en-GB,en;q=0.9' }
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  stage = await scene()
  browser = callerOn(stage.house.app, asPage)
  const notice = (text: string) =>
    stage.house.database.kysely
      .insertInto('people_privacy_notices')
      .values({ language: 'en', version: text.length, text, valid_from: stage.clock.now() })
      .execute()
  await notice('1')
  await notice('22')
})

const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

/** Opens the form, waits as long as a person does, and gives what it carries. */
async function opened(address = '/complain') {
  const { body } = await browser.get(address)
  stage.clock.pass({ seconds: 20 })
  return { stamp: hidden(body, 'stamp'), notice: hidden(body, 'notice') }
}

interface Sent {
  fields: Record<string, string>
  files?: { name: string; type: string; bytes: Uint8Array }[]
  address?: string
}

function send({ fields, files = [], address = '/complain' }: Sent) {
  return browser.upload(
    address,
    files.map((file) => ({ field: 'files', ...file, bytes: new Uint8Array(file.bytes) })),
    fields,
  )
}

const complaints = () => stage.db.selectFrom('complaints_complaints').selectAll().orderBy('entered_at').orderBy('id').execute()
const newest = async () => (await complaints()).at(-1)
const newestOne = async () => (await newest()) ?? expect.fail('there is no complaint')
const messagesOf = (complaint: string) =>
  stage.db.selectFrom('conversations_messages').selectAll().where('complaint_id', '=', complaint).where('direction', '=', 'in').execute()
const filesOf = (complaint: string) =>
  stage.db.selectFrom('conversations_attachments').selectAll().where('complaint_id', '=', complaint).orderBy('id').execute()

test('the form opens in the language of the browser, or the one asked for, without a single script', async () => {
  const english = await browser.get('/complain')
  expect(english.status).toBe(200)
  expect(english.body).toContain('<html lang="en"')
  expect(english.body).toContain('Harbour Ferries')
  expect(english.body).not.toMatch(/<script|onclick|style=/)
  expect(english.headers['content-security-policy']).toContain("script-src 'none'")
  expect(english.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(english.headers['cache-control']).toBe('no-store')
  const greek = await browser.get('/complain', { 'accept-language': 'el-GR,el;q=0.9,en;q=0.5' })
  expect(greek.body).toContain('Πείτε μας τι πήγε στραβά')
  const spanish = await browser.get('/complain?language=es', { 'accept-language': 'el' })
  expect(spanish.body).toContain('<html lang="es"')
  expect(spanish.body).toMatch(/<a href="\/complain\?language=el" lang="el" hreflang="el">Ελληνικά<\/a>/)
})

test('a form becomes a complaint with its words, message, files, day, notice and a link that opens it', async () => {
  const { stamp, notice } = await opened()
  expect(notice).toBe('2')
  const fields = {
    stamp,
    notice: '1',
    text: 'The ferry left without us.\r\nWe stood at the gate.',
    wish: 'Our money back',
    occurred: '2026-11-01',
    order: 'FE-7781',
    name: 'Priya Kaur',
    email: 'priya@customer.example',
    phone: '',
    address: '',
  }
  const answer = await send({ fields, files: [{ name: 'ticket.png', type: 'image/png', bytes: png }] })
  expect(answer.status).toBe(303)
  expect(answer.headers['location']).toMatch(/^\/c\/[\w-]{43}\?new=1$/)

  const complaint = await newestOne()
  expect(complaint).toMatchObject({
    channel: 'web_form',
    state: 'received',
    words: 'The ferry left without us.\nWe stood at the gate.',
    subject: 'The ferry left without us.',
    desired_outcome: 'Our money back',
    language: 'en',
    anonymous: false,
    privacy_notice_version: 1,
  })
  expect(complaint.occurred_at?.toString()).toBe('2026-10-31T22:00:00Z')
  const [message] = await messagesOf(complaint.id)
  expect(message).toMatchObject({ channel: 'web_form', from_address: 'priya@customer.example', generated: false })
  expect(complaint.order_numbers).toEqual(['FE-7781'])
  const [file] = await filesOf(complaint.id)
  expect(file).toMatchObject({ name: 'ticket.png', media_type: 'image/png', size: png.byteLength })
  expect((await stage.house.tools.files.read(file?.sha256 ?? '')).equals(png)).toBe(true)

  const page = await browser.get(String(answer.headers['location']))
  expect(page.status).toBe(200)
  expect(page.body).toContain(complaint.number)
  expect(page.body).toContain('Thank you. Your complaint has reached us.')
})

test('a telephone, a postal address, or nobody at all is enough', async () => {
  for (const way of [{ phone: '210 555 0118' }, { address: 'Odos Limanion 4\r\nPiraeus' }, { anonymous: 'yes' }]) {
    const answer = await send({ fields: { ...(await opened()), text: 'It rained in.', ...way } })
    expect(answer.status).toBe(303)
  }
  const complaint = await newest()
  expect(complaint).toMatchObject({ anonymous: true, customer_id: null })
  const fields = { ...(await opened()), text: 'It rained in.', anonymous: 'yes' }
  const page = await browser.get(String((await send({ fields })).headers['location']))
  expect(page.body).toContain('we cannot write to you')
})

test('what is missing is said at the top and at the field, and nothing is cleared', async () => {
  const before = (await complaints()).length
  const { stamp } = await opened()
  const answer = await send({ fields: { stamp, text: 'Cold <b>coffee</b> & "tea"', name: 'Ada "A" <script>', occurred: 'yesterday' } })
  expect(answer.status).toBe(400)
  expect(answer.body).toContain('<title>Error: Tell us what went wrong')
  expect(answer.body).toMatch(/<a href="#how">Tell us how to answer you/)
  expect(answer.body).toMatch(/<a href="#occurred">Write the day like this/)
  expect(answer.body).toContain('id="how-fault"')
  expect(answer.body).toContain('Cold &lt;b>coffee&lt;/b> &amp; &quot;tea&quot;')
  expect(answer.body).toContain('value="Ada &quot;A&quot; &lt;script>"')
  expect(answer.body).toContain('value="yesterday"')
  expect((await complaints()).length).toBe(before)
})

test('a file that is too large, or one too many, is named, and the words stay', async () => {
  const { stamp } = await opened()
  const fields = { stamp, text: 'See the film.', email: 'ada@customer.example' }
  const large = await send({ fields, files: [{ name: 'film.mp4', type: 'video/mp4', bytes: Buffer.alloc(25 * 1024 * 1024 + 1) }] })
  expect(large.status).toBe(400)
  expect(large.body).toContain('“film.mp4” is larger than 25 MB')
  expect(large.body).toContain('See the film.')
  const many = await send({ fields, files: Array.from({ length: 11 }, (_, at) => ({ name: `${at}.png`, type: 'image/png', bytes: png })) })
  expect(many.status).toBe(400)
  expect(many.body).toContain('Choose at most 10 files')
})

test('forged types and hostile names are harmless', async () => {
  const files = [
    { name: '../../x', type: 'text/plain', bytes: Buffer.from('x') },
    { name: '..\\..\\evil\u202Egnp.exe', type: 'image/png', bytes: Buffer.from('MZ not a picture') },
    { name: 'page.html', type: 'text/html', bytes: Buffer.from('<script>alert(1)</script>') },
  ]
  const answer = await send({ fields: { ...(await opened()), text: 'Files.', email: 'ada@customer.example' }, files })
  expect(answer.status).toBe(303)
  const kept = await filesOf((await newest())?.id ?? '')
  expect(kept.map(({ name }) => name)).toEqual(['x', 'evilgnp.exe', 'page.html'])
  expect(kept.map(({ media_type }) => media_type)).not.toContain('image/png')
  const link = String(answer.headers['location']).replace('?new=1', '')
  const html = await browser.get(`${link}/attachments/${kept[2]?.id}`)
  expect(html.headers['content-disposition']).toMatch(/^attachment/)
  expect(html.headers['content-type']).toBe('application/octet-stream')
  expect(html.headers['x-content-type-options']).toBe('nosniff')
})

test('NUL bytes, a first line of 10,000 characters and broken characters lose nothing and break nothing', async () => {
  const text = `${'very '.repeat(2_000)}long\0 \uD800 end`
  expect((await send({ fields: { ...(await opened()), text, email: 'ada@customer.example' } })).status).toBe(303)
  const complaint = await newest()
  expect(complaint?.words).toContain('very very')
  expect(complaint?.words.endsWith('end')).toBe(true)
  expect(complaint?.subject.length).toBeLessThanOrEqual(500)
  const odd = await browser.post('/complain', 'text=%ff%fe&email=%00', { 'content-type': 'application/x-www-form-urlencoded' })
  expect(odd.status).toBeLessThan(500)
})

test('sent twice it is one complaint; with other words it is another', async () => {
  const before = (await complaints()).length
  const fields = { ...(await opened()), text: 'Twice.', email: 'ada@customer.example' }
  const [first, second] = [await send({ fields }), await send({ fields })]
  expect([first.status, second.status]).toEqual([303, 303])
  expect((await complaints()).length).toBe(before + 1)
  expect((await browser.get(String(second.headers['location']))).body).toContain((await newest())?.number)
  await send({ fields: { ...fields, text: 'Twice, and more.' } })
  expect((await complaints()).length).toBe(before + 2)
})

test('sent twice at once it is one complaint', async () => {
  const before = (await complaints()).length
  const fields = { ...(await opened()), text: 'At once.', email: 'ada@customer.example' }
  const answers = await Promise.all([send({ fields }), send({ fields }), send({ fields })])
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect((await complaints()).length).toBe(before + 1)
})

test('what a program seems to have filled in is opened all the same, and marked', async () => {
  const text = 'Buy now.'
  const trapped = { ...(await opened()), text, email: 'ada@customer.example', website: 'https://spam.example' }
  const hasty = { stamp: hidden((await browser.get('/complain')).body, 'stamp'), text: 'Fast.', email: 'ada@customer.example' }
  const forged = { stamp: 'bm90IG91cnM', text: 'Forged.', email: 'ada@customer.example' }
  for (const fields of [trapped, hasty, forged]) {
    expect((await send({ fields })).status).toBe(303)
    const [message] = await messagesOf((await newest())?.id ?? '')
    expect(message?.generated).toBe(true)
  }
})

test('what a link knows already is filled in, and escaped', async () => {
  const { body } = await browser.get('/complain?name=%22%3E%3Cscript%3E&email=a%40b.example&order=FE-1')
  expect(body).toContain('value="&quot;>&lt;script>"')
  expect(body).toContain('value="a@b.example"')
  expect(body).toContain('value="FE-1"')
})

test('the form may stand in another site, and only the form', async () => {
  const embedded = await browser.get('/complain?embed=1')
  expect(embedded.headers['content-security-policy']).toContain('frame-ancestors *')
  expect(embedded.headers['x-frame-options']).toBeUndefined()
  expect(embedded.body).toContain('target="_top"')
  expect(embedded.body).not.toContain('<header')
})

test('Greek comes in and stays Greek', async () => {
  const { stamp } = await opened('/complain?language=el')
  const answer = await send({
    fields: { stamp, text: 'Το πλοίο έφυγε χωρίς εμάς.', email: 'eleni@customer.example' },
    address: '/complain?language=el',
  })
  expect(await newest()).toMatchObject({ language: 'el', words: 'Το πλοίο έφυγε χωρίς εμάς.' })
  const page = await browser.get(String(answer.headers['location']))
  expect(page.body).toContain('<html lang="el"')
  expect(page.body).toContain('Έχουμε το παράπονό σας')
})
