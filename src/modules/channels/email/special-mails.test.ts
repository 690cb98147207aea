import { domainToASCII } from 'node:url'
import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { callerOn } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { addMailbox, mail, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')
await addMailbox(stage, { team_id: stage.teams.north })

async function messagesOf(complaint: string | null) {
  const { body } = await ben.get(`/api/v1/complaints/${complaint}/timeline?limit=50`)
  return body.data.flatMap(({ message }: { message?: { direction: string } }) => (message?.direction === 'in' ? [message] : []))
}

async function firstOf(raw: Uint8Array) {
  const [message] = await messagesOf((await receive(stage, raw)).complaint_id)
  return message
}

interface Calendar {
  method: string
  /** Further lines of the event. */
  lines?: string[]
  words?: string
}

/** A mail with a calendar beside its words, as Outlook and Google write it. */
const withCalendar = ({ method, lines = [], words = 'Can you come and look?' }: Calendar) =>
  mail({
    subject: 'A visit',
    text: [
      '--c1',
      'Content-Type: text/plain; charset=utf-8',
      '',
      words,
      '--c1',
      `Content-Type: text/calendar; charset=utf-8; method=${method}`,
      '',
      'BEGIN:VCALENDAR',
      `METHOD:${method}`,
      'BEGIN:VEVENT',
      'UID:visit-1@customer.example',
      'SUMMARY:Look at the wet cabin',
      'DTSTART;TZID=GTB Standard Time:20261124T100000',
      'DTEND;TZID=GTB Standard Time:20261124T103000',
      `ORGANIZER;CN=${ada.name}:mailto:${ada.email}`,
      ...lines,
      'END:VEVENT',
      'END:VCALENDAR',
      '--c1--',
    ].join('\n'),
    fields: { 'Content-Type': 'multipart/alternative; boundary=c1' },
  })

const guest = 'ATTENDEE;CN=Desk;PARTSTAT=NEEDS-ACTION:mailto:complaints@desk.example'

test('an invitation is shown: what, when, where, who; its card numbers masked, its calendar kept as a file', async () => {
  const lines = [guest, 'LOCATION:Pier 4\\, cabin 12', 'DESCRIPTION:Paid with 4111 1111 1111 1111', 'RRULE:FREQ=WEEKLY;COUNT=2']
  const message = await firstOf(withCalendar({ method: 'REQUEST', lines }))
  expect(message).toMatchObject({ visible_text: 'Can you come and look?', protection: null })
  const zone = 'Europe/Athens'
  expect(message.invitations).toEqual([
    {
      method: 'request',
      uid: 'visit-1@customer.example',
      sequence: 0,
      what: 'Look at the wet cabin',
      description: 'Paid with •••• •••• •••• 1111',
      where: 'Pier 4, cabin 12',
      start: { local: '2026-11-24T10:00:00', zone, instant: '2026-11-24T08:00:00Z' },
      end: { local: '2026-11-24T10:30:00', zone, instant: '2026-11-24T08:30:00Z' },
      repeats: 'FREQ=WEEKLY;COUNT=2',
      organiser: { name: ada.name, address: ada.email },
      people: [{ name: 'Desk', address: 'complaints@desk.example', answer: 'needs-action', optional: false }],
    },
  ])
  expect(message.attachments.map(({ media_type }: { media_type: string }) => media_type)).toEqual(['text/calendar'])
})

test('one that is taken back says so, and an answer says whose it is', async () => {
  const cancelled = await firstOf(withCalendar({ method: 'CANCEL', lines: ['STATUS:CANCELLED', 'SEQUENCE:1'], words: 'I cannot come.' }))
  expect(cancelled.invitations).toMatchObject([{ method: 'cancel', sequence: 1, what: 'Look at the wet cabin' }])
  const lines = [`ATTENDEE;CN=${ada.name};PARTSTAT=DECLINED:mailto:${ada.email}`]
  const answered = await firstOf(withCalendar({ method: 'REPLY', lines, words: 'No, thank you.' }))
  expect(answered.invitations).toMatchObject([{ method: 'reply', people: [{ name: ada.name, answer: 'declined' }] }])
})

test('a whole day has no hour, and a zone of the sender’s own making is named as they wrote it', async () => {
  const event = (lines: string) =>
    mail({
      text: `BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\n${lines}\nEND:VEVENT\nEND:VCALENDAR`,
      fields: { 'Content-Type': 'text/calendar; charset=utf-8; method=REQUEST' },
    })
  const day = await firstOf(event('SUMMARY:Moving day\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261225'))
  expect(day.invitations).toMatchObject([
    {
      start: { local: '2026-12-24', zone: null, instant: null },
      end: { local: '2026-12-25', zone: null, instant: null },
    },
  ])
  const odd = await firstOf(event('SUMMARY:Tea\nDTSTART;TZID=Island time:20261224T100000'))
  expect(odd.invitations).toMatchObject([{ start: { local: '2026-12-24T10:00:00', zone: 'Island time', instant: null }, end: null }])
})

test('what a calendar says without end is kept as far as people read it', async () => {
  const people = Array.from({ length: 300 }, (_, at) => `ATTENDEE:mailto:guest${at}@customer.example`)
  const lines = [...people, `DESCRIPTION:${'long '.repeat(10_000)}`, `LOCATION:a\u0000b${'far '.repeat(1_000)}`]
  const [invitation] = (await firstOf(withCalendar({ method: 'REQUEST', lines }))).invitations
  expect(invitation.people).toHaveLength(50)
  expect(invitation.description.length).toBeLessThanOrEqual(4_000)
  expect(invitation.where).toMatch(/^ab/)
  expect(invitation.where.length).toBeLessThanOrEqual(998)
})

const inParts = (type: string, parts: string[][]) =>
  mail({
    text: [...parts.flatMap((part) => ['--p1', ...part]), '--p1--'].join('\n'),
    fields: { 'Content-Type': `${type}; boundary=p1` },
  })
const plain = ['Content-Type: text/plain; charset=utf-8', '', 'The cabin was wet.']
const sealed = ['-----BEGIN PGP MESSAGE-----', '', 'hQEMA0xvY2tlZAEH/0xvY2tlZA==', '-----END PGP MESSAGE-----']

test.each([
  [
    'pgp_encrypted',
    inParts('multipart/encrypted; protocol="application/pgp-encrypted"', [
      ['Content-Type: application/pgp-encrypted', '', 'Version: 1'],
      ['Content-Type: application/octet-stream; name="encrypted.asc"', '', ...sealed],
    ]),
  ],
  ['pgp_encrypted', mail({ text: sealed.join('\n') })],
  [
    'pgp_signed',
    inParts('multipart/signed; protocol="application/pgp-signature"', [plain, ['Content-Type: application/pgp-signature', '', 'sig']]),
  ],
  [
    'smime_signed',
    inParts('multipart/signed; protocol="application/pkcs7-signature"', [
      plain,
      ['Content-Type: application/pkcs7-signature; name="smime.p7s"', 'Content-Transfer-Encoding: base64', '', 'MIIB'],
    ]),
  ],
  [
    'smime_encrypted',
    mail({
      text: 'MIIBSAYJKoZIhvcNAQcDoIIBOTCCATU=',
      fields: {
        'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
        'Content-Transfer-Encoding': 'base64',
      },
    }),
  ],
])('protected mail is marked %s and kept whole', async (protection, raw) => {
  const row = await receive(stage, raw)
  expect(row.state).toBe('opened')
  const [message] = await messagesOf(row.complaint_id)
  expect(message).toMatchObject({ protection, invitations: [] })
  expect(message.text === '' && message.attachments.length === 0).toBe(false)
  expect(message.visible_text === 'The cabin was wet.').toBe(protection.endsWith('signed'))
})

test('a domain in other letters is read in its own and written to as it was sent', async () => {
  const domain = domainToASCII('παράδειγμα.example')
  const row = await receive(stage, mail({ from: `eleni@${domain}`, cc: `Nikos <nikos@${domain}>` }))
  const [message] = await messagesOf(row.complaint_id)
  expect(message.from).toEqual({ name: null, address: `eleni@${domain}`, shown: 'eleni@παράδειγμα.example' })
  expect(message.recipients[1]).toMatchObject({ role: 'cc', address: `nikos@${domain}`, shown: 'nikos@παράδειγμα.example' })
  const { body } = await ben.get(`/api/v1/complaints/${row.complaint_id}/recipients`)
  expect(body.data[0]).toMatchObject({ address: `eleni@${domain}`, shown: 'eleni@παράδειγμα.example' })
  const complaint = await ben.get(`/api/v1/complaints/${row.complaint_id}`)
  expect(complaint.body.customer.name).toBe('eleni@παράδειγμα.example')
  const list = await ben.get(`/api/v1/complaints?customer=${complaint.body.customer.id}`)
  expect(list.body.data).toMatchObject([{ customer: { name: 'eleni@παράδειγμα.example' } }])
  const customer = await ben.get(`/api/v1/customers/${complaint.body.customer.id}`)
  expect(customer.body.contacts).toEqual([{ kind: 'email', value: `eleni@${domain}`, shown: 'eleni@παράδειγμα.example' }])
})

test('a message that is moved takes its invitation along, and leaves none behind', async () => {
  const row = await receive(stage, withCalendar({ method: 'REQUEST', words: 'Moved.', lines: [guest] }))
  const there = await receive(stage, mail({ subject: 'Another', from: 'zoe@customer.example' }))
  const [{ id }] = await messagesOf(row.complaint_id)
  await ben.post(`/api/v1/complaints/${row.complaint_id}/messages/${id}/relocation`, { to: there.complaint_id })
  const [left] = await messagesOf(row.complaint_id)
  expect(left).toMatchObject({ moved_to: there.complaint_id, invitations: [], protection: null })
  const moved = (await messagesOf(there.complaint_id)).find((one: { id: string }) => one.id === id)
  expect(moved.invitations).toMatchObject([{ method: 'request', what: 'Look at the wet cabin' }])
})

test('the customer’s own page says what a calendar is about that came without a word', async () => {
  const raw = mail({
    subject: 'A visit',
    text: 'BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Tea, paid with 4111 1111 1111 1111\nDTSTART:20261224T100000Z\nEND:VEVENT\nEND:VCALENDAR',
    fields: { 'Content-Type': 'text/calendar; charset=utf-8; method=REQUEST' },
  })
  const row = await receive(stage, raw)
  const { secret } = await stage.open(theDesk, (work) =>
    mintLink(work, { complaint: row.complaint_id ?? '', customer: stage.ada, use: 'follow', days: 90 }),
  )
  const page = await callerOn(stage.house.app, { accept: 'text/html' }).get(`/c/${secret}`)
  expect(page.status).toBe(200)
  expect(page.body).toMatch(/<div class="written" lang="[a-z]{2}">Tea, paid with •••• •••• •••• 1111<\/div>/)
  expect(page.body).toContain('.ics')
})

test('what a mail invites to is found by its words, also where it opened the complaint', async () => {
  const lines = ['LOCATION:Boathouse seventeen', 'DESCRIPTION:Bring the dehumidifier', guest]
  const row = await receive(stage, withCalendar({ method: 'REQUEST', lines, words: 'Will you come to see it?' }))
  for (const words of ['boathouse', 'dehumidifier']) {
    const { body } = await ben.get(`/api/v1/search?q=${words}`)
    expect(JSON.stringify(body)).toContain(row.complaint_id)
  }
})
