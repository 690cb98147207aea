import { expect, test } from 'vitest'
import { openComplaint } from '#modules/complaints/index.ts'
import { recogniseCustomer } from '#modules/people/index.ts'
import { type Person, theDesk } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { finding } from '#src/app.ts'
import { type ColleagueName, colleagues } from '#test/cast.ts'
import { addMailbox, mail, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { findHits } from './find-hits.ts'

const stage = await scene()
const { db, open, clock, teams, agents, ada, as, stranger } = stage

const parcel = await complaint({
  subject: 'Parcel never arrived',
  words: 'The lamp was promised for Monday. My card is 4111 1111 1111 1111, please refund.',
})
const greek = await complaint({ language: 'el', subject: 'Καθυστέρηση', words: 'Οι παραγγελίες μου δεν ήρθαν ποτέ στο κατάστημα.' })
const spanish = await complaint({
  language: 'es',
  subject: 'Devolución',
  words: 'La facturación del envío está equivocada, la camión llegó tarde.',
})
await db
  .updateTable('complaints_complaints')
  .set({ order_numbers: ['WX-88231-07'] })
  .where('id', '=', parcel.id)
  .execute()
await message(greek.id, 'Σας περιμένω ακόμα με τον ντελιβερά.', 'el')
await db
  .insertInto('conversations_notes')
  .values({ complaint_id: parcel.id, id: newId(), author: 'desk', text: 'Called the warehouse in Πειραιάς.', at: clock.now() })
  .execute()
const maria = await open(theDesk, (work) =>
  recogniseCustomer(work, { name: 'Μαρία Παπαδοπούλου', email: 'maria@posta.example', phone: '+30 210 555 0123' }),
)

async function complaint(asked: { language?: Language; subject: string; words: string }) {
  const rest = {
    channel: 'phone',
    language: 'en',
    receivedAt: clock.now(),
    customerId: ada,
    anonymous: false,
    teamId: teams.north,
  } as const
  return open(theDesk, (work) => openComplaint(work, { ...rest, ...asked }))
}

async function message(complaintId: string, text: string, language: Language | null) {
  const said = { text, visible_text: text, at: clock.now(), written_at: clock.now() }
  await db
    .insertInto('conversations_messages')
    .values({ ...said, complaint_id: complaintId, id: newId(), direction: 'in', channel: 'email', author: 'customer', language })
    .execute()
}

function person(name: ColleagueName): Person {
  const { teams: works, ...colleague } = colleagues[name]
  const own = Object.entries(works as Record<string, string>)
  const idOf = ([team]: [string, string]) => teams[team as 'north']
  return {
    kind: 'person',
    id: agents[name],
    ...colleague,
    duties: [],
    teams: own.map(idOf),
    leads: own.filter(([, how]) => how === 'leads').map(idOf),
  }
}

const hits = async (q: string, name: ColleagueName = 'ben') =>
  (await open(person(name), (work) => findHits(work, { q, limit: 20 }, finding))).data
const found = async (q: string, name: ColleagueName = 'ben') => (await hits(q, name)).map(({ id, complaint: of }) => of?.id ?? id)

test.each([
  ['παραγγελιες', greek.id],
  ['ΠΑΡΑΓΓΕΛΙΑ', greek.id],
  ['paraggelies', greek.id],
  ['katastima', greek.id],
  ['ντελιβερας', greek.id],
  ['facturacion', spanish.id],
  ['camiones', spanish.id],
  ['ENVIO', spanish.id],
  ['lamps', parcel.id],
  ['promised refund', parcel.id],
  ['warehouse πειραιας', parcel.id],
])('%s is found, however it is written', async (question, id) => {
  expect(await found(question)).toContain(id)
})

const digits = parcel.number.replace(/\D/g, '')
test.each([
  parcel.number,
  parcel.number.toLowerCase(),
  digits,
  parcel.number.replaceAll('-', ' '),
  parcel.number.slice(3, 14),
  parcel.number.slice(8),
])('a complaint is found by its number, whole, without dashes, or in part: %s', async (question) => {
  expect((await found(question))[0]).toBe(parcel.id)
})

test.each(['88231', 'wx-88231', 'WX88231', '231-07', 'order 8823107'])(
  'a part of an order number finds, with its dashes or without: %s',
  async (question) => {
    expect(await found(question)).toContain(parcel.id)
  },
)

test('a note is found by colleagues, and says of which complaint it is', async () => {
  const [note] = await hits('warehouse')
  expect(note).toMatchObject({ kind: 'note', complaint: { id: parcel.id, number: parcel.number }, title: 'Parcel never arrived' })
})

test.each(['παπαδοπουλου', 'Papadopoulou maria', 'PAPADO', 'maria@posta', '2105550123', '555 01'])(
  'a customer is found by %s',
  async (question) => {
    expect(await found(question)).toContain(maria?.id)
  },
)

test('the words that were found are marked in the excerpt', async () => {
  const [hit] = await hits('ΠΑΡΑΓΓΕΛΙΑ')
  expect(hit?.marks.map(([start, end]) => hit.excerpt.slice(start, end))).toEqual(['παραγγελίες'])
})

test('a card number is neither shown nor found; its last four digits are', async () => {
  expect((await hits('lamp'))[0]?.excerpt).toContain('•••• •••• •••• 1111')
  expect(await found('4111 1111 1111 1111')).toEqual([])
  expect(await found('4111111111111111')).toEqual([])
  expect(await found('card 1111')).toContain(parcel.id)
})

test('the name of an attachment is found without accents and in Latin letters, and what was found is marked in it', async () => {
  const kept = { media_type: 'application/pdf', size: 3, sha256: 'a'.repeat(64), added_by: 'customer', added_at: clock.now() }
  await message(greek.id, 'Συνημμένο', 'el')
  const { id } = await db
    .selectFrom('conversations_messages')
    .select('id')
    .where('visible_text', '=', 'Συνημμένο')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('conversations_attachments')
    .values({ ...kept, complaint_id: greek.id, message_id: id, id: newId(), name: 'Τιμολόγιο_αγοράς.pdf' })
    .execute()
  for (const question of ['timologio', 'τιμολογιο', 'ΤΙΜΟΛΟΓΙΟ', 'timologia']) {
    const [hit] = await hits(question)
    expect({ question, ...hit }).toMatchObject({ question, kind: 'attachment', complaint: { id: greek.id } })
    expect(hit?.marks.map(([start, end]) => hit.excerpt.slice(start, end))).toEqual(['Τιμολόγιο'])
  }
})

test('what is found under a complaint that was merged says where it goes on, however often, to who may see that', async () => {
  const [one, two, three] = [
    await complaint({ subject: 'Pangolin', words: 'The pangolin was lost.' }),
    await complaint({ subject: 'Again', words: 'Still lost.' }),
    await complaint({ subject: 'Once more', words: 'Still lost, truly.' }),
  ]
  const max = await as('max')
  const merge = (from: string, into: string) => max.post(`/api/v1/complaints/${from}/merging`, { into, reason: 'The same matter' })
  expect((await merge(one.id, two.id)).status).toBe(200)
  expect((await hits('pangolin'))[0]).toMatchObject({ complaint: { id: one.id }, merged_into: { id: two.id, number: two.number } })
  expect((await merge(two.id, three.id)).status).toBe(200)
  expect((await hits(one.number))[0]).toMatchObject({ complaint: { id: one.id }, merged_into: { id: three.id } })
  await db.updateTable('complaints_complaints').set({ restriction: 'threat' }).where('id', '=', three.id).execute()
  expect((await hits('pangolin'))[0]).toMatchObject({ complaint: { id: one.id }, merged_into: null })
})

test('another team finds nothing of it: not by words, not by number, not by its notes', async () => {
  for (const question of ['lamp', parcel.number, '88231', 'warehouse', 'paraggelies', 'ντελιβερας'])
    expect(await found(question, 'dov')).toEqual([])
  for (const name of ['cleo', 'eve', 'max', 'fay'] as const) expect(await found('lamp', name)).toEqual([parcel.id])
})

test('a restricted complaint is found by the people named on it, and by nobody else', async () => {
  const secret = await complaint({ subject: 'The driver shouted', words: 'He shouted zanzibar at me.' })
  await db.updateTable('complaints_complaints').set({ restriction: 'staff_conduct' }).where('id', '=', secret.id).execute()
  await db.insertInto('complaints_named_people').values({ complaint_id: secret.id, agent_id: agents.eve, named_at: clock.now() }).execute()
  for (const name of ['ben', 'cleo', 'max', 'fay'] as const) expect(await found('zanzibar', name)).toEqual([])
  expect(await found('zanzibar', 'eve')).toEqual([secret.id])
  expect(await found(secret.number, 'ben')).toEqual([])
})

test('what is edited is found by its new words and no longer by the old', async () => {
  const edited = await complaint({ subject: 'Quokka', words: 'It was late.' })
  const ben = await as('ben')
  expect((await ben.patch(`/api/v1/complaints/${edited.id}`, { subject: 'Wombat' }, edited.version)).status).toBe(200)
  expect(await found('wombat')).toEqual([edited.id])
  expect(await found('quokka')).toEqual([])
})

test('old texts are found after the newest, which come first', async () => {
  const old = await complaint({ subject: 'Narwhal of old', words: 'Long ago.' })
  await db
    .updateTable('complaints_complaints')
    .set({ received_at: clock.now().subtract({ hours: 24 * 2000 }) })
    .where('id', '=', old.id)
    .execute()
  const fresh = await complaint({ subject: 'Narwhal of today', words: 'Just now.' })
  expect(await found('narwhal')).toEqual([fresh.id, old.id])
})

test('the first words of a mail are found once, with their complaint, however its lines end', async () => {
  await addMailbox(stage)
  await receive(stage, mail({ subject: 'Gangway', text: 'Gravel everywhere on the gangway. \n\nIt was 7 o\u2019clock.  \nAda' }))
  const fay = await as('fay')
  const { body } = await fay.get('/api/v1/search?q=gravel+gangway')
  expect(body.data.map(({ kind }: { kind: string }) => kind)).toEqual(['complaint'])
})

test('a message that was moved away is not found where it was', async () => {
  await message(parcel.id, 'About the axolotl', 'en')
  expect(await found('axolotl')).toEqual([parcel.id])
  await db.updateTable('conversations_messages').set({ moved_to: greek.id }).where('visible_text', '=', 'About the axolotl').execute()
  expect(await found('axolotl')).toEqual([])
})

test('a message whose language is not known is found by the forms of each language', async () => {
  await message(spanish.id, 'Quiero reclamaciones y paragelies', null)
  expect(await found('reclamación')).toContain(spanish.id)
  expect(await found('reclamacion')).toContain(spanish.id)
})

test.each([
  ['nothing', ''],
  ['blanks', ' \t\n '],
  ['a NUL byte', '\0'],
  ['10,000 characters', 'lamp '.repeat(2000)],
  ['10,000 letters in one', 'x'.repeat(10_000)],
  ['an open quote', '"never arrived'],
  ['operators', `' & | ! <-> ( :* \\ %_`],
  ['an emoji', '😀 👩‍👩‍👧'],
  ['half of an emoji', '\ud83d'],
  ['the sign of a week', '~2956'],
  ['digits without end', '4'.repeat(10_000)],
  ['a percent sign', '%%%'],
  ['other scripts', '注文 заказ طلب'],
])('%s is answered', async (_, question) => {
  expect(Array.isArray(await hits(question))).toBe(true)
})

test('what asks nothing finds nothing', async () => {
  for (const question of ['', '  ', '\0', '~2956', '😀', '"', '&']) expect(await hits(question)).toEqual([])
})

test('over HTTP a colleague finds, an empty question finds nothing, and a stranger is asked to sign in', async () => {
  const ben = await as('ben')
  const found = await ben.get(`/api/v1/search?q=${encodeURIComponent('ΠΑΡΑΓΓΕΛΙΑ')}&limit=5`)
  expect(found.status).toBe(200)
  expect(found.body.next).toBeNull()
  expect(found.body.data).toContainEqual(
    expect.objectContaining({ kind: 'complaint', id: greek.id, complaint: { id: greek.id, number: greek.number } }),
  )
  expect((await ben.get('/api/v1/search')).body).toEqual({ data: [], next: null })
  for (const question of ['%00', '%F0%9F%98%80', '%22', '%27%3B--', 'x'.repeat(8000)])
    expect((await ben.get(`/api/v1/search?q=${question}`)).status).toBe(200)
  expect((await stranger.get('/api/v1/search?q=lamp')).status).toBe(401)
})
