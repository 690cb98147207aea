import { expect, test } from 'vitest'
import { mintLink, revokeLinks } from '#modules/people/index.ts'
import { ledgerOf } from '#modules/remedies/rules/bookings.ts'
import { theDesk } from '#platform/actor.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import { callerOn, statusesOf } from '#test/caller.ts'
import { pdfText } from '#test/pdf-text.ts'
import { scene } from '#test/scene.ts'
import type { LetterBlock } from '../contract.ts'
import type { Offer } from './contract.ts'

const stage = await scene()
const { db, agents, teams, clock, open } = stage
const [ben, cleo, dov, max] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('max')])
const browser = callerOn(stage.house.app, { accept: 'text/html', 'accept-language': 'en' })
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' })

interface Case {
  id: string
  issue: string
  customer: string
  path: string
}

let guests = 0
/** A complaint of Ben's with one issue whose finding is written. */
async function complaint({ language = 'en', address = '', like = '' } = {}): Promise<Case> {
  guests += 1
  // What Ben gave today does not bind him tomorrow.
  clock.pass({ days: 1 })
  const who = like || String(guests)
  const customer = { name: `Luz Ferrer ${who}`, email: `luz${who}@customer.example`, ...(address && { address }) }
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'phone', language, customer })
  const path = `/api/v1/complaints/${body.id}`
  await ben.post(`${path}/assignment`, { owner: agents.ben, team: teams.north })
  const issue = body.issues_list[0] ?? (await ben.post(`${path}/issues`, { title: 'Double booking' })).body
  await ben.patch(`${path}/issues/${issue.id}`, { sentence: 'The cabin was sold twice.' }, issue.version)
  clock.pass({ seconds: 2 })
  return { id: body.id, issue: issue.id, customer: body.customer.id, path }
}

const coupon = { kind: 'coupon', basis: 'goodwill', entry: 'coupon-sum', money: euros(20) }
const payment = { kind: 'goodwill_payment', basis: 'goodwill', entry: 'goodwill-payment', money: euros(40) }
async function proposed({ path, issue }: Case, more: object): Promise<{ id: string; state: string }> {
  const { status, body } = await ben.post(`${path}/remedies`, { issue, explanation: 'You waited two hours on the quay.', ...more })
  expect({ status, code: body.code }).toMatchObject({ status: 201 })
  return body
}
const approve = ({ path }: Case, { id }: { id: string }) => cleo.post(`${path}/remedies/${id}/approval`)

/** A coupon that Ben gives by himself, and a payment that Cleo approved. */
async function twoOptions(of: Case): Promise<[string, string]> {
  const [one, other] = [await proposed(of, coupon), await proposed(of, payment)]
  expect([one.state, other.state]).toEqual(['approved', 'requested'])
  expect((await approve(of, other)).body.state).toBe('approved')
  return [one.id, other.id]
}

const plainly = (text: string) => text.replaceAll(/\{\{[^}]*\}\}/g, 'the cabin was sold twice')
async function letter(of: Case, offer: object, more: object = {}) {
  const asked = { offer, ...more }
  const preview = await ben.post(`${of.path}/letters/offer/preview`, { offer })
  if (preview.status !== 200) return preview
  const blocks = (preview.body.blocks as LetterBlock[])
    .filter(({ slots }) => slots.length > 0)
    .map(({ block, issue, text }) => ({ block, issue, text: plainly(text) }))
  return ben.post(`${of.path}/letters`, { letter: 'offer', words_reason: 'A test.', blocks, ...asked })
}
/** The options letter has left the house; answers the customer's page. */
async function offered(of: Case, remedies: readonly string[], offer: object = {}): Promise<string> {
  const { status, body } = await letter(of, { options: remedies.map((remedy) => ({ remedy })), ...offer })
  expect({ status, missing: body.missing, code: body.code }).toMatchObject({ status: 201 })
  await left(of, body.message.id)
  return linkIn(body.message.text)
}
const linkIn = (text: string): string => /http:\/\/desk\.example(\/c\/\S+\/offer)/.exec(text)?.[1] ?? ''
const left = ({ id: complaint }: Case, message: string) =>
  open(theDesk, (work) =>
    work.announce({
      fact: 'message.sent',
      complaint,
      message,
      by_hand: false,
      by_person: true,
      letter: 'offer',
      sent_at: work.now.toString(),
    }),
  )
const send = (url: string, fields: Record<string, string>) =>
  browser.post(url, new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded' })
const choose = (url: string, of: Case, remedy: string) => send(url, { [`issue-${of.issue}`]: remedy })
const offersOf = async ({ path }: Case) => (await ben.get(`${path}/offers`)).body.data as Offer[]
const statesOf = async ({ path }: Case) => {
  const { data } = (await ben.get(`${path}/remedies`)).body
  return Object.fromEntries(data.map(({ kind, state }: { kind: string; state: string }) => [kind, state]))
}
const stateOf = async ({ path }: Case) => (await ben.get(path)).body.state
const factsOf = async ({ id }: Case) => (await stage.facts(`complaint/${id}`)).filter((fact) => /^(options|offer)\./.test(fact))

async function booksBalance({ id }: Case) {
  const entries = await db
    .selectFrom('remedies_entries')
    .select(['remedy_id as remedy', 'act', 'account', 'amount', 'currency'])
    .where('complaint_id', '=', id)
    .orderBy('id')
    .execute()
  const told = await open(theDesk, (work) => findFacts(work, `complaint/${id}`))
  const key = (one: object) => JSON.stringify(Object.entries(one).toSorted(([first], [second]) => first.localeCompare(second)))
  expect(entries.map(key).toSorted()).toEqual(ledgerOf(told).map(key).toSorted())
}

test('two options leave by mail with a link; the customer reads both in Spanish, chooses one, and it goes on while the other is taken back', async () => {
  const of = await complaint({ language: 'es' })
  const [one, other] = await twoOptions(of)
  const url = await offered(of, [one, other])
  expect(await stateOf(of)).toBe('offered')
  const page = await browser.get(url)
  expect(page.status).toBe(200)
  for (const said of [
    'Lo que podemos ofrecerle',
    'Un cupón para su próxima compra, 20,00',
    'en 3 días desde su elección',
    'Un pago como gesto',
    '40,00',
  ])
    expect(page.body).toContain(said)
  // Looking keeps nothing.
  await browser.get(url)
  expect(await offersOf(of)).toMatchObject([{ state: 'open', options: [{ chosen: false }, { chosen: false }], may: { record: true } }])

  expect((await choose(url, of, one)).status).toBe(303)
  const after = (await browser.get(url)).body
  expect(after).toContain('Ha elegido')
  expect(after).not.toContain('40,00')
  expect(await stateOf(of)).toBe('fulfilling')
  expect(await statesOf(of)).toEqual({ coupon: 'approved', goodwill_payment: 'cancelled' })
  expect(await offersOf(of)).toMatchObject([{ state: 'chosen', answered: { how: 'page' }, options: [{ chosen: true }, { chosen: false }] }])
  expect(await factsOf(of)).toEqual(['options.offered', 'options.chosen', 'offer.answered'])
  await booksBalance(of)

  // Three days were read: it stands in a list until it is done.
  const tasks = async () => (await ben.get(`${of.path}/tasks`)).body.data.filter(({ why }: { why: string }) => why === 'chosen')
  const [task] = await tasks()
  expect(task).toMatchObject({ state: 'open', owner: { id: agents.ben } })
  expect(Math.round(clock.now().until(Temporal.Instant.from(task.due)).total('hours'))).toBe(72)
  clock.pass({ seconds: 2 })
  await ben.post(`${of.path}/contacts`, { channel: 'phone', direction: 'out', text: 'It is on its way.' })
  expect((await ben.post(`${of.path}/remedies/${one}/execution`, {})).body.state).toBe('executed')
  expect(await tasks()).toMatchObject([{ state: 'done' }])
  expect(await stateOf(of)).toBe('follow_up')
})

test('what was not chosen is free in the budget again, and what was chosen holds as long as a fresh approval', async () => {
  const today = clock.now().toZonedDateTimeISO('Europe/Athens').toPlainDate()
  const period = { starts_on: today.toString(), ends_on: today.add({ days: 1 }).toString() }
  const budget = await max.post('/api/v1/budgets', { team: teams.north, ...period, envelope: euros(500) })
  expect(budget.status).toBe(201)
  const used = async () =>
    (await max.get('/api/v1/budgets')).body.data.find(({ id }: { id: string }) => id === budget.body.id).used.amount as number
  const of = await complaint()
  const [one, other] = await twoOptions(of)
  expect(await used()).toBe(6000)
  const url = await offered(of, [one, other])
  clock.pass({ days: 10 })
  await choose(url, of, other)
  expect(await used()).toBe(4000)
  const [chosen] = (await ben.get(`${of.path}/remedies`)).body.data.filter(({ id }: { id: string }) => id === other)
  const days = clock.now().until(Temporal.Instant.from(chosen.expires_at)).total('hours') / 24
  expect(days).toBeGreaterThan(13.9)
})

test('one option needs its reason, and what waits for a yes, or has no words, or outlives its approval, does not leave', async () => {
  const of = await complaint()
  const given = await proposed(of, coupon)
  const waits = await proposed(of, payment)
  const codes = async (offer: object) => {
    const { status, body } = await letter(of, offer)
    return [status, ...new Set((body.missing ?? [{ code: body.code }]).map(({ code }: { code: string }) => code))]
  }
  expect(await codes({ options: [] })).toContain('options.none')
  expect(await codes({ options: [{ remedy: given.id }] })).toEqual([409, 'options.one_needs_reason'])
  expect(await codes({ options: [{ remedy: given.id }, { remedy: waits.id }] })).toContain('options.not_approved')
  const free = await proposed(of, { kind: 'apology', basis: 'goodwill' })
  expect(await codes({ options: [{ remedy: given.id }, { remedy: free.id }] })).toEqual([409, 'options.words_first'])
  const options = [{ remedy: given.id }, { remedy: free.id, title: 'An apology', happens: 'The captain writes to you.' }]
  expect(
    await codes({
      options,
      until: clock
        .now()
        .add({ hours: 24 * 40 })
        .toString(),
    }),
  ).toEqual([409, 'options.outlives_approval'])
  expect(await codes({ options, until: clock.now().subtract({ hours: 1 }).toString() })).toEqual([409, 'options.until_past'])
  expect(await codes({ options: [{ remedy: given.id }, { remedy: given.id }] })).toEqual([400, 'options.twice'])
  expect(await codes({ options: [{ remedy: of.id }] })).toEqual([400, 'options.unknown_remedy'])
  const elsewhere = await ben.post(`${of.path}/letters/holding/preview`, { offer: { options } })
  expect([elsewhere.status, elsewhere.body.code]).toEqual([400, 'options.other_letter'])
  expect(await offersOf(of)).toEqual([])
  const alone = { options: [{ remedy: given.id }], reason: 'The other cabin is sold as well.' }
  const { status, body } = await letter(of, alone)
  expect(status).toBe(201)
  expect(body.message.text).toContain('The other cabin is sold as well.')
})

test('an issue without a finding is offered nothing', async () => {
  const of = await complaint()
  const [one, other] = await twoOptions(of)
  await ben.post(`${of.path}/issues`, { title: 'Cold food' })
  const { body } = await letter(of, { options: [{ remedy: one }, { remedy: other }] })
  expect(body.missing.map(({ code }: { code: string }) => code)).toContain('options.finding_first')
})

test('twice, and two at once: one choice stands, and the other hears which', async () => {
  const of = await complaint()
  const [one, other] = await twoOptions(of)
  const url = await offered(of, [one, other])
  const both = await Promise.all([choose(url, of, one), choose(url, of, other)])
  expect(statusesOf(both)).toEqual([303, 303])
  const late = both.map(({ headers }) => String(headers['location'])).filter((to) => to.includes('late=1'))
  expect(late).toHaveLength(1)
  const page = await browser.get(late[0] ?? '')
  expect(page.body).toContain('This offer had been answered already')
  const chosen = (await offersOf(of)).flatMap(({ options }) => options.filter((option) => option.chosen))
  expect(chosen).toHaveLength(1)
  expect(page.body).toContain(chosen[0]?.title)
  await choose(url, of, one)
  expect(await factsOf(of)).toEqual(['options.offered', 'options.chosen', 'offer.answered'])
  const aloud = await ben.post(`${of.path}/offers/${(await offersOf(of))[0]?.id}/answer`, {
    answer: 'chosen',
    remedies: [one],
    how: 'phone',
    words: 'The coupon.',
  })
  expect([aloud.status, aloud.body.code]).toEqual([409, 'options.answered'])
  expect(aloud.body.detail).toContain(chosen[0]?.title)
  await booksBalance(of)
})

test('none of it: the words come to us as a message, gifts are free again, what is owed stays owed, and the complaint is open', async () => {
  const of = await complaint()
  const owed = { kind: 'refund', basis: 'entitlement', entry: 'refund-paid', money: euros(50), evidence: 'The ticket.' }
  const [gift, refund] = [await proposed(of, coupon), await proposed(of, owed)]
  const url = await offered(of, [gift.id, refund.id])
  const empty = await send(`${url}/other`, {})
  expect(empty.status).toBe(400)
  expect(empty.body).toContain('Say whether you would like something else')
  const silent = await send(`${url}/other`, { answer: 'countered', words: ' ' })
  expect(silent.body).toContain('Write what you would like instead.')
  expect((await send(`${url}/other`, { answer: 'countered', words: 'I would rather\nsail again.' })).status).toBe(303)
  expect((await browser.get(url)).body).toContain('You asked for something else')
  expect(await stateOf(of)).toBe('open')
  expect(await statesOf(of)).toEqual({ coupon: 'cancelled', refund: 'approved' })
  const said = await db
    .selectFrom('conversations_messages')
    .select(['text', 'channel'])
    .where('complaint_id', '=', of.id)
    .where('direction', '=', 'in')
    .orderBy('at', 'desc')
    .executeTakeFirst()
  expect(said).toEqual({ text: 'I would rather\nsail again.', channel: 'portal' })
  expect(await factsOf(of)).toEqual(['options.offered', 'options.declined', 'offer.answered'])
  await booksBalance(of)
})

test('said aloud, a colleague writes it down with the way and the time; also before the letter has left', async () => {
  const of = await complaint()
  const [one, other] = await twoOptions(of)
  const { body } = await letter(of, { options: [{ remedy: one }, { remedy: other }] })
  expect(body.message.state).toBe('queued')
  const id = (await offersOf(of))[0]?.id
  const said_at = clock.now().subtract({ minutes: 20 }).round('millisecond').toString()
  const say = (more: object, caller = ben) => caller.post(`${of.path}/offers/${id}/answer`, { how: 'phone', words: 'The money.', ...more })
  const answer = { answer: 'chosen', remedies: [other], at: said_at }
  expect((await say(answer, dov)).status).toBe(404)
  expect((await say({ answer: 'chosen', remedies: [] })).body.code).toBe('options.one_each')
  expect((await say({ answer: 'chosen', remedies: [one, other] })).body.code).toBe('options.one_each')
  expect((await say({ answer: 'chosen', remedies: [of.id] })).body.code).toBe('options.not_one_of_them')
  expect((await say({ ...answer, at: clock.now().add({ hours: 2 }).toString() })).body.code).toBe('complaints.said_in_future')
  expect((await say(answer)).body).toMatchObject({ state: 'chosen', answered: { how: 'phone', said_at, by: 'Ben Okoro' } })
  expect(await stateOf(of)).toBe('fulfilling')
  const page = await browser.get(linkIn(body.message.text))
  expect(page.body).toContain('You have chosen')
  const next = await complaint()
  const again = await twoOptions(next)
  await offered(next, again)
  const [made] = await offersOf(next)
  const no = await ben.post(`${next.path}/offers/${made?.id}/answer`, { answer: 'declined', how: 'letter', words: 'Nothing of it.' })
  expect(no.body).toMatchObject({ state: 'declined' })
  expect(await stateOf(next)).toBe('open')
  expect(await statesOf(next)).toEqual({ coupon: 'cancelled', goodwill_payment: 'cancelled' })
})

test('a link that is over says so kindly and offers a fresh one to the address on file; a foreign one opens nothing of this', async () => {
  const of = await complaint()
  const [one, other] = await twoOptions(of)
  const url = await offered(of, [one, other])
  await open(theDesk, (work) => revokeLinks(work, of.id))
  const over = await browser.get(url)
  expect(over.status).toBe(410)
  expect(over.body).toContain('Send me a fresh link')
  expect(over.body).not.toContain('20')
  expect((await choose(url, of, one)).status).toBe(410)
  const asked = await send(`${url}/fresh-link`, {})
  expect(asked.headers['location']).toBe(`${url}?asked=1`)
  await send(`${url}/fresh-link`, {})
  const mails = await db
    .selectFrom('conversations_messages')
    .select('text')
    .where('complaint_id', '=', of.id)
    .where('kind', '=', 'notice')
    .execute()
  expect(mails).toHaveLength(1)
  const fresh = linkIn(mails[0]?.text ?? '')
  expect((await browser.get(fresh)).body).toContain('What we can offer you')
  expect((await choose(fresh, of, one)).status).toBe(303)
  expect((await offersOf(of))[0]?.state).toBe('chosen')

  const theirs = await complaint()
  const stray = await offered(theirs, await twoOptions(theirs))
  expect((await choose(stray, of, other)).status).toBe(400)
  expect((await offersOf(theirs))[0]?.state).toBe('open')
  const { url: survey } = await open(theDesk, (work) => mintLink(work, { complaint: of.id, customer: of.customer, use: 'survey', days: 3 }))
  expect((await browser.get(`${survey.replace('http://desk.example', '')}/offer`)).status).toBe(404)
  expect((await browser.get('/c/made-up/offer')).status).toBe(404)
})

test('an offer whose day has passed, or that a newer one replaced, lets nobody choose', async () => {
  const of = await complaint()
  const [one, other] = await twoOptions(of)
  const until = clock.now().add({ hours: 48 }).toString()
  const first = await offered(of, [one, other], { until })
  const second = await offered(of, [one, other])
  expect((await browser.get(first)).body).toContain('This offer has ended')
  await choose(first, of, one)
  expect((await offersOf(of)).map(({ state }) => state)).toEqual(['open', 'replaced'])
  clock.pass({ days: 15 })
  await stage.runJobs()
  expect((await choose(second, of, one)).status).toBe(410)
  expect((await offersOf(of)).map(({ state }) => state)).toEqual(['over', 'replaced'])
})

test('who follows the complaint comes to the same page', async () => {
  const of = await complaint()
  const [one, other] = await twoOptions(of)
  await offered(of, [one, other])
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint: of.id, customer: of.customer, use: 'follow', days: 3 }))
  expect((await browser.get(`/c/${secret}`)).body).toContain(`/c/${secret}/offer`)
  expect((await choose(`/c/${secret}/offer`, of, one)).status).toBe(303)
  expect((await browser.get(`/c/${secret}/offer`)).body).toContain('You have chosen')
  expect((await browser.get(`/c/${secret}`)).body).not.toContain(`/c/${secret}/offer`)
})

test('the offer of a complaint that was merged still stands, and shows where it went on', async () => {
  const [of, into] = [await complaint({ like: 'once' }), await complaint({ like: 'once' })]
  const [one, other] = await twoOptions(of)
  const url = await offered(of, [one, other])
  const merged = await cleo.post(`${of.path}/merging`, { into: into.id, reason: 'The same cabin.' })
  expect({ status: merged.status, code: merged.body.code }).toMatchObject({ status: 200 })
  expect(await offersOf(into)).toMatchObject([{ complaint: of.id, state: 'open' }])
  expect((await choose(url, of, one)).status).toBe(303)
  expect(await offersOf(into)).toMatchObject([{ state: 'chosen' }])
  expect(await stateOf(of)).toBe('merged')
  expect(await statesOf(of)).toEqual({ coupon: 'approved', goodwill_payment: 'cancelled' })
  await booksBalance(of)
})

test('a wish that no option meets is refused with its reason, the rule, and what is still possible, or the letter does not leave', async () => {
  const of = await complaint()
  const [one, other] = await twoOptions(of)
  const tags = [
    { code: 'repair', told: 'asked', non_negotiable: false },
    { code: 'refund', told: 'inferred', non_negotiable: false },
  ]
  await ben.put(`${of.path}/issues/${of.issue}/expectation`, { wanted: 'Repair the door.', tags, floor: null, version: 0 })
  const offer = { options: [{ remedy: one }, { remedy: other }] }
  const { body } = await ben.post(`${of.path}/letters/offer/preview`, { offer })
  const parts = (body.blocks as LetterBlock[]).filter(({ issue }) => issue === of.issue)
  expect(parts.map(({ block, must }) => [block, must])).toEqual(
    ['finding', 'options', 'refused', 'reasons', 'rule', 'still_possible'].map((block) => [block, true]),
  )
  const blocks = (body.blocks as LetterBlock[])
    .filter(({ slots }) => slots.length > 0)
    .map(({ block, issue, text }) => ({ block, issue, text: block === 'rule' ? '' : plainly(text) }))
  const without = await ben.post(`${of.path}/letters`, { letter: 'offer', words_reason: 'A test.', offer, blocks })
  expect(without.body.missing).toMatchObject([{ code: 'letters.block_empty', block: 'rule', issue: of.issue }])
  const whole = await letter(of, offer)
  expect([whole.status, whole.body.message?.text.includes('What is still possible')]).toEqual([201, true])

  const wishless = await complaint()
  const plain = { options: (await twoOptions(wishless)).map((remedy) => ({ remedy })) }
  const drafted = async (more: object) =>
    ((await ben.post(`${wishless.path}/letters/offer/preview`, { offer: { ...plain, ...more } })).body.blocks as LetterBlock[]).map(
      ({ block }) => block,
    )
  expect(await drafted({})).not.toContain('refused')
  expect(await drafted({ refuses: [wishless.issue] })).toContain('refused')
})

test('printed, the sheet carries the link to choose', async () => {
  const of = await complaint({ address: '7 Quay Street\n185 45 Piraeus' })
  const [one, other] = await twoOptions(of)
  const { status, body } = await letter(of, { options: [{ remedy: one }, { remedy: other }] }, { by_hand: { how: 'printed' } })
  expect({ status, missing: body.missing }).toMatchObject({ status: 201 })
  const pdf = await ben.get(`${of.path}/attachments/${body.pdf}`)
  expect(pdfText(pdf.bytes).replaceAll(/\s+/g, ' ')).toMatch(/Here you can choose: http:\/\/desk\.example\/c\/\S+\/offer/)
  expect(await stateOf(of)).toBe('offered')
})
