import { beforeAll, expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { pdfText } from '#test/pdf-text.ts'
import { scene } from '#test/scene.ts'
import type { LetterBlock, LetterDraft, LetterMissing } from './contract.ts'

const stage = await scene()
const { agents, clock } = stage
const ben = await stage.as('ben')
const fay = await stage.as('fay')

const outside = {
  name: 'The Ombudsman',
  address: '1 Harbour Road\nTown',
  website: 'https://ombudsman.example',
  time_limit: 'Write to them within one year.',
}

beforeAll(async () => {
  for (const language of ['en', 'el', 'es']) await fay.put(`/api/v1/outside-bodies/${language}`, { version: 1, ...outside })
})

const byMail = { name: ada.name, email: ada.email }

async function complaint(customer: object = byMail, language = 'en') {
  const asked = { text: 'The ferry left early and my bag is gone.', subject: 'Ferry 12', channel: 'email', language, customer }
  const { body } = await ben.post('/api/v1/complaints', asked)
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben })
  return body as { id: string; number: string }
}

const lettersOf = (id: string) => `/api/v1/complaints/${id}/letters`
const issuesOf = async (id: string) =>
  (await ben.get(`/api/v1/complaints/${id}`)).body.issues_list as { id: string; title: string; version: number }[]

async function decide(id: string, outcome: string, [sentence, at = 0]: [string, number?]) {
  const issue = (await issuesOf(id))[at]
  const { status } = await ben.patch(`/api/v1/complaints/${id}/issues/${issue?.id}`, { outcome, sentence }, issue?.version)
  expect(status).toBe(200)
  return issue?.id ?? ''
}

const draftOf = async (id: string, letter: string, language?: string): Promise<LetterDraft> =>
  (await ben.get(`${lettersOf(id)}/${letter}${language ? `?language=${language}` : ''}`)).body

type Place = Pick<LetterBlock, 'block' | 'issue' | 'text'>
/** What a person would say in each slot. */
const filled = ({ block, issue, text }: Place): Place => ({
  block,
  issue,
  text: text.replaceAll(/\{\{[^}]*\}\}/g, 'the ramp was closed ten minutes before the hour'),
})
// The solution names a day, which somebody would have to keep: it is said without one here.
const plainly: Record<string, string> = {
  solution: 'Your bag is replaced, and you choose the shop.',
  new_date: 'Our answer follows as soon as the harbour has answered.',
  next: 'The north team works on it.',
}
const whole = async (id: string, letter: string, language?: string) =>
  (await draftOf(id, letter, language)).blocks
    .filter(({ block, slots }) => slots.length > 0 || block in plainly)
    .map((block) => ({ ...filled(block), ...(plainly[block.block] && { text: plainly[block.block] ?? '' }) }))

const codesOf = (missing: LetterMissing[]) => [...new Set(missing.map(({ code }) => code))].toSorted()
const sentence = 'We uphold this point and pay for the bag.'

test('a draft is filled from the record, and names what a person has still to say', async () => {
  const { id, number } = await complaint()
  const issue = await decide(id, 'upheld', [sentence])
  const { status, body } = await ben.get(`${lettersOf(id)}/final_upheld`)
  expect(status).toBe(200)
  const at = (block: string) => (body as LetterDraft).blocks.find((one) => one.block === block)
  expect(at('opening')?.text).toContain(`Thank you for your complaint ${number} of `)
  expect(at('decision')).toMatchObject({ issue, text: sentence, must: true, slots: [] })
  expect(at('solution')?.slots).toEqual(['what you do, in which form', 'when it is done'])
  expect(at('contact')?.text).toContain('Ben Okoro')
  expect(at('outside_route')?.text).toContain(
    'The Ombudsman, 1 Harbour Road, Town, https://ombudsman.example. Write to them within one year.',
  )
  expect(at('promised')).toMatchObject({ text: '', must: false })
  expect(codesOf(body.missing)).toEqual(['letters.slot_open'])
  expect(body).toMatchObject({
    language: 'en',
    template: 0,
    right: true,
    issues: [{ id: issue, covered: false }],
    ways: { email: ada.email },
  })
})

test('a whole final letter leaves as a reply with its PDF, and answers its issue', async () => {
  const { id, number } = await complaint()
  const issue = await decide(id, 'upheld', [sentence])
  await ben.put(`/api/v1/complaints/${id}/drafts/reply`, { html: '<p>Half a thought</p>', text: 'Half a thought' })
  const { status, body } = await ben.post(lettersOf(id), { letter: 'final_upheld', blocks: await whole(id, 'final_upheld') })
  expect(body.code ?? status).toBe(201)
  expect(body.message).toMatchObject({
    state: 'queued',
    subject: `Our answer to your complaint [${number}]`,
    recipients: [{ address: ada.email }],
    attachments: [{ id: body.pdf, name: `${number}-final_upheld.pdf`, media_type: 'application/pdf' }],
  })
  expect(body.message.text).toContain(sentence)
  expect(body.message.text).toMatch(/reply here: http:\/\/desk\.example\/c\/\S+/)
  expect(body.issues).toMatchObject([{ id: issue, covered: true }])
  expect(await stage.facts(`complaint/${id}`)).toEqual(expect.arrayContaining(['reply.written', 'letter.written']))
  const listed = await ben.get(lettersOf(id))
  expect(listed.body).toMatchObject({
    data: [{ letter: 'final_upheld', state: 'queued', answers: [issue], pdf: body.pdf }],
    wanted: 'final_upheld',
  })
  // What stood in the reply box is another thought.
  expect((await ben.get(`/api/v1/complaints/${id}/drafts/reply`)).body.draft.text).toBe('Half a thought')
  const pdf = await ben.get(`/api/v1/complaints/${id}/attachments/${body.pdf}`)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.bytes.toString('latin1')).toContain('/Lang (en-GB)')
})

test('a letter does not leave with an open slot, and all that is missing is named with its place', async () => {
  const { id } = await complaint()
  const issue = await decide(id, 'upheld', [sentence])
  const { status, body } = await ben.post(lettersOf(id), { letter: 'final_upheld', blocks: [{ block: 'cause', issue, text: '' }] })
  expect([status, body.code]).toEqual([409, 'letters.incomplete'])
  expect(codesOf(body.missing)).toEqual(['letters.block_empty', 'letters.slot_open'])
  expect(body.missing).toContainEqual(
    expect.objectContaining({ block: 'cause', issue, sentence: 'The part “cause” is empty; this letter needs it.' }),
  )
  expect(body.detail).toContain('Say here: what it meant for them, in one sentence.')
  expect(await stage.facts(`complaint/${id}`)).not.toContain('reply.written')
})

test('a preview keeps nothing, and shows the letter, what is missing and which issues it answers', async () => {
  const { id } = await complaint()
  const issue = await decide(id, 'upheld', [sentence])
  const { status, body } = await ben.post(`${lettersOf(id)}/final_upheld/preview`, { blocks: await whole(id, 'final_upheld') })
  expect(status).toBe(200)
  expect(body.html).toContain(`<h3>Our decision</h3><p>${sentence}</p>`)
  expect(body.text).toContain(`Our decision\n\n${sentence}`)
  expect(body).toMatchObject({ missing: [], issues: [{ id: issue, covered: true }] })
  expect(await stage.facts(`complaint/${id}`)).not.toContain('letter.written')
})

test('it is seen on paper before it leaves, with what is typed and what is open; nothing is kept and no link is made', async () => {
  const { id, number } = await complaint()
  await decide(id, 'upheld', [sentence])
  const before = await stage.facts(`complaint/${id}`)
  const links = () => stage.db.selectFrom('people_links').select('id').where('complaint_id', '=', id).execute()
  const had = (await links()).length
  const asked = { blocks: [{ block: 'apology', text: 'We are sorry about the bag.' }], by_hand: true }
  const { status, body } = await ben.post(`${lettersOf(id)}/final_upheld/sheet`, asked)
  expect([status, body.name]).toEqual([200, `${number}-final_upheld.pdf`])
  const paper = pdfText(Buffer.from(body.pdf, 'base64')).replaceAll(/\s+/g, ' ')
  for (const said of ['We are sorry about the bag.', sentence, '{{date: when it is done}}', 'http://desk.example/c/…'])
    expect(paper).toContain(said)
  expect(await stage.facts(`complaint/${id}`)).toEqual(before)
  expect(await links()).toHaveLength(had)
})

test('an issue is answered only when its sentence stands in the letter, and none may be left undecided', async () => {
  const { id } = await complaint()
  const first = await decide(id, 'upheld', [sentence])
  const blocks = await whole(id, 'final_upheld')
  const without = [...blocks, { block: 'decision', issue: first, text: 'You were right.' }]
  const preview = async (written: object[]) => (await ben.post(`${lettersOf(id)}/final_upheld/preview`, { blocks: written })).body
  expect(await preview(without)).toMatchObject({
    issues: [{ covered: false }],
    missing: [{ code: 'letters.sentence_absent', issue: first }],
  })
  await ben.post(`/api/v1/complaints/${id}/issues`, { title: 'Rude answer on the telephone' })
  const both = await preview(blocks)
  expect(codesOf(both.missing)).toEqual(['letters.issue_undecided', 'letters.slot_open'])
  expect(both.issues.map(({ covered }: { covered: boolean }) => covered)).toEqual([true, false])
})

test('the parts of an issue follow how it ended', async () => {
  const { id } = await complaint()
  await ben.post(`/api/v1/complaints/${id}/issues`, { title: 'Rude answer' })
  await ben.post(`/api/v1/complaints/${id}/issues`, { title: 'Wet seats' })
  const upheld = await decide(id, 'upheld', [sentence, 0])
  const refused = await decide(id, 'not_upheld', ['We do not uphold this point.', 1])
  const gone = await decide(id, 'withdrawn', ['Taken back by the customer.', 2])
  const { blocks } = await draftOf(id, 'final_upheld')
  const partsOf = (issue: string) => blocks.filter((one) => one.issue === issue).map(({ block }) => block)
  expect(partsOf(upheld)).toEqual(['decision', 'finding', 'cause', 'solution', 'contact'])
  expect(partsOf(refused)).toEqual(['decision', 'examined', 'finding', 'rule', 'reasons', 'contact'])
  expect(partsOf(gone)).toEqual([])
  expect(blocks.find(({ block }) => block === 'outside_route')?.must).toBe(true)
})

test('the letter must be the one that the outcomes ask for', async () => {
  const { id } = await complaint()
  await decide(id, 'upheld', [sentence])
  const refused = await draftOf(id, 'final_not_upheld')
  expect(refused.right).toBe(false)
  expect(codesOf(refused.missing)).toContain('letters.wrong_letter')
  await ben.post(`/api/v1/complaints/${id}/issues`, { title: 'Rude answer' })
  await decide(id, 'not_upheld', ['We do not uphold this point.', 1])
  // A quick resolution sums up what was granted; what was refused has its reasons.
  expect(codesOf((await draftOf(id, 'summary')).missing)).toContain('letters.wrong_letter')
  expect((await draftOf(id, 'closing')).right).toBe(true)
})

test('a date that nobody keeps does not leave, and does once it is registered', async () => {
  const { id } = await complaint()
  const issue = await decide(id, 'upheld', [sentence])
  const day = clock.now().toZonedDateTimeISO('Europe/Athens').add({ days: 40 })
  const said = day.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
  const blocks = [
    ...(await whole(id, 'final_upheld')).filter(({ block }) => block !== 'solution'),
    { block: 'solution', issue, text: `We will refund your fare by ${said}.` },
  ]
  const refused = await ben.post(lettersOf(id), { letter: 'final_upheld', blocks })
  expect(refused.body).toMatchObject({ code: 'letters.incomplete', missing: [{ code: 'letters.date_unpromised' }] })
  const [{ promise }] = refused.body.missing
  expect(promise.due).toContain(day.toPlainDate().toString())
  expect((await ben.post(`/api/v1/complaints/${id}/promises`, promise)).status).toBe(201)
  expect((await ben.post(lettersOf(id), { letter: 'final_upheld', blocks })).status).toBe(201)
  expect((await draftOf(id, 'final_upheld')).blocks.find(({ block }) => block === 'promised')?.text).toContain('We will refund your fare')
})

test('a link to the platform that closed leaves in no letter', async () => {
  const { id } = await complaint()
  await decide(id, 'upheld', [sentence])
  const blocks = [
    ...(await whole(id, 'final_upheld')).filter(({ block }) => block !== 'outside_route'),
    { block: 'outside_route', text: 'You can turn to https://ec.europa.eu/consumers/odr at any time.' },
  ]
  const { body } = await ben.post(lettersOf(id), { letter: 'final_upheld', blocks })
  expect(body.missing).toMatchObject([{ code: 'letters.dead_link', block: 'outside_route' }])
})

test('a letter is printed with an address on it, or not at all', async () => {
  const { id } = await complaint()
  await decide(id, 'upheld', [sentence])
  const asked = { letter: 'final_upheld', by_hand: { how: 'printed' }, blocks: await whole(id, 'final_upheld') }
  expect((await ben.post(lettersOf(id), asked)).body.missing).toMatchObject([{ code: 'letters.no_postal_address' }])

  const other = await complaint({ name: 'Nikos Vlachos', address: '7 Quay Street\n185 45 Piraeus' })
  await decide(other.id, 'upheld', [sentence])
  expect((await draftOf(other.id, 'final_upheld')).ways).toEqual({ email: null, address: 'Nikos Vlachos\n7 Quay Street\n185 45 Piraeus' })
  const { status, body } = await ben.post(lettersOf(other.id), { ...asked, blocks: await whole(other.id, 'final_upheld') })
  expect([status, body.message?.state, body.message?.by_hand]).toEqual([201, 'sent', 'printed'])
  // On paper the link stands in the PDF; the words of the record do not hold it.
  expect(body.message.text).not.toContain('/c/')
  const facts = await stage.db
    .selectFrom('facts_facts')
    .select('data')
    .where('stream', '=', `complaint/${other.id}`)
    .where('fact', '=', 'message.sent')
    .execute()
  expect(facts.at(-1)?.data).toMatchObject({ letter: 'final_upheld', by_person: true, by_hand: true })
})

test('without an address a letter by mail is refused as a reply is, and nothing is kept', async () => {
  const { id } = await complaint({ name: 'Nikos Vlachos', phone: '+30 210 555 0107' })
  await decide(id, 'upheld', [sentence])
  const { status, body } = await ben.post(lettersOf(id), { letter: 'final_upheld', blocks: await whole(id, 'final_upheld') })
  expect([status, body.code]).toEqual([409, 'conversations.no_address'])
  expect((await ben.get(lettersOf(id))).body.data).toEqual([])
})

test.each([
  ['a letter that there is not', 'novel', {}, 404, 'letters.unknown_letter'],
  ['a part that this letter does not have', 'holding', { blocks: [{ block: 'cause', text: 'Rain.' }] }, 400, 'letters.unknown_block'],
  [
    'an issue of somebody else',
    'final_upheld',
    { blocks: [{ block: 'cause', issue: '01a201f5-b194-725d-acce-dffdd7dec6e4', text: 'Rain.' }] },
    400,
    'letters.unknown_block',
  ],
  [
    'a part twice',
    'holding',
    {
      blocks: [
        { block: 'done', text: 'One.' },
        { block: 'done', text: 'Two.' },
      ],
    },
    400,
    'platform.bad_input',
  ],
  ['a part that nobody ever heard of', 'holding', { blocks: [{ block: 'poem', text: 'Roses.' }] }, 400, 'platform.bad_input'],
  ['a language that we do not speak', 'holding', { language: 'fr' }, 400, 'platform.bad_input'],
  ['an empty subject', 'holding', { subject: '  ' }, 400, 'platform.bad_input'],
])('%s is refused with a sentence', async (...[, letter, body, status, code]) => {
  const { id } = await complaint()
  const answer = await ben.post(`${lettersOf(id)}/${letter}/preview`, body)
  expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(answer.body.detail).toMatch(/\S+ \S+/)
})

test('who may not see the complaint finds no letters; who only reads may read what was sent', async () => {
  const { id } = await complaint()
  await stage.open({ kind: 'desk', id: null } as never, (work) =>
    work.db.updateTable('complaints_complaints').set({ team_id: stage.teams.north }).where('id', '=', id).execute(),
  )
  const dov = await stage.as('dov')
  const eve = await stage.as('eve')
  expect((await dov.get(lettersOf(id))).status).toBe(404)
  expect((await dov.get(`${lettersOf(id)}/holding`)).status).toBe(404)
  expect((await eve.get(lettersOf(id))).status).toBe(200)
  expect((await eve.get(`${lettersOf(id)}/holding`)).status).toBe(403)
})

test('a letter goes out in another language when its writer says so', async () => {
  const { id } = await complaint()
  const { body } = await ben.post(lettersOf(id), { letter: 'holding', language: 'el', blocks: await whole(id, 'holding', 'el') })
  expect(body.code ?? body.message.text).toContain('Περιμένετε την απάντησή μας')
  expect((await ben.get(lettersOf(id))).body.data).toMatchObject([{ letter: 'holding', language: 'el' }])
})

test('two at once send two letters, and the same one twice under one key is one', async () => {
  const { id } = await complaint()
  const body = { letter: 'holding', blocks: await whole(id, 'holding') }
  const once = { 'idempotency-key': '4f7b1f62-5a1c-4b52-9a55-0c1a3ad3b1f0' }
  const [one, again] = [await ben.post(lettersOf(id), body, once), await ben.post(lettersOf(id), body, once)]
  expect(again.body.message.id).toBe(one.body.message.id)
  const both = await Promise.all([ben.post(lettersOf(id), body), ben.post(lettersOf(id), body)])
  expect(both.map(({ status }) => status)).toEqual([201, 201])
  expect((await ben.get(lettersOf(id))).body.data).toHaveLength(3)
})

test('where a rule names another body, letters name that one in place of the first; several are a list', async () => {
  const { id } = await complaint()
  await decide(id, 'not_upheld', ['We find no fault of ours.'])
  const route = async () => (await draftOf(id, 'final_not_upheld')).blocks.find(({ block }) => block === 'outside_route')?.text ?? ''
  const { presets } = (await ben.get(`/api/v1/complaints/${id}/clocks`)).body
  const other = { ...outside, preset: presets[0].code, name: 'The Passengers’ Ombudsman' }
  const write = async (others: object[]) => {
    const { version } = (await fay.get('/api/v1/outside-bodies')).body.data[0]
    return fay.put('/api/v1/outside-bodies/en', { version, ...outside, others })
  }
  expect((await write([{ ...other, time_limit: '' }])).body.code).toBe('letters.half_body')
  expect((await write([{ ...other, preset: 'eu-rail-of-nobody' }])).status).toBe(200)
  expect(await route()).toContain('The Ombudsman,')
  const written = await write([other, { ...other, name: 'The Harbour Court' }])
  expect(written.body.data[0]).toMatchObject({ language: 'en', name: 'The Ombudsman', others: [{ preset: presets[0].code }, {}] })
  expect(await route()).toMatch(/\n- The Passengers’ Ombudsman, .*\n- The Harbour Court, /s)
  expect(await route()).not.toContain('The Ombudsman,')
  await fay.put('/api/v1/outside-bodies/en', { version: written.body.data[0].version, ...outside })
  expect(await route()).toContain('The Harbour Court')
  expect((await write([])).status).toBe(200)
})
