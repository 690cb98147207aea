import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { cancelCoupon, expireCoupons, issueCoupon, releaseCoupon, reserveCoupon, stockOf } from './index.ts'
import { checkCharacter, drawn, letters } from './rules/code-form.ts'

const stage = await scene()
const { db, open, clock, stranger } = stage
const [ben, max, shop] = [await stage.as('ben'), await stage.as('max'), await stage.token('agent')]

let named = 0
async function openPool(codes: string[] | number, more: object = {}) {
  named += 1
  const asked = { name: `Pool ${named}`, kind: 'coupon', money: { amount: 2000, currency: 'EUR' }, days: 30, low_at: 0, ...more }
  const { body: pool, status } = await max.post('/api/v1/coupons/pools', asked)
  expect(status).toBe(201)
  if (typeof codes === 'number') await max.post(`/api/v1/coupons/pools/${pool.id}/codes`, { count: codes })
  else await importInto(pool.id, codes.join('\n'))
  return pool.id as string
}

const importInto = (pool: string, text: string) =>
  max.upload(`/api/v1/coupons/pools/${pool}/codes/file`, [
    { field: 'file', name: 'codes.csv', type: 'text/csv', bytes: new TextEncoder().encode(text) },
  ])

async function opened(customer: object = ada) {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The parcel came broken.', channel: 'email', customer })
  return { id: body.id as string, customer: body.customer.id as string, number: body.number as string }
}

type Opened = Awaited<ReturnType<typeof opened>>

const issueTo = (to: Opened, pool: string, remedy: string | null = null) =>
  open(theDesk, (work) => issueCoupon(work, { complaint: to.id, customer: to.customer, pool, remedy }))

async function follow(to: Opened, use: 'follow' | 'coupon' = 'follow') {
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint: to.id, customer: to.customer, use, days: 30 }))
  return `/c/${secret}`
}

/** What the customer reads after pressing the button. */
async function codeOf(to: Opened, coupon: string): Promise<string> {
  const page = await stranger.post(`${await follow(to)}/coupons/${coupon}`)
  return /class="code">([^<]+)</.exec(page.bytes.toString())?.[1] ?? ''
}

const redemptionOf = (code: string) => `/api/v1/coupons/${encodeURIComponent(code)}/redemption`
const redeem = (code: string, key: string, body: object = {}) => shop.post(redemptionOf(code), body, { 'idempotency-key': key })

const factsOf = async ({ id }: Opened) => (await stage.facts(`complaint/${id}`)).filter((fact) => fact.startsWith('coupon.'))

/** Its last character is another one. */
const mistyped = (code: string) => `${code.slice(0, -1)}${code.endsWith('3') ? '4' : '3'}`

test('a pool says what its codes are worth, how long they live and what is left', async () => {
  const pool = await openPool(['AAAA-0001', 'AAAA-0002'], { low_at: 5, valid_to: '2030-12-31' })
  const { body } = await ben.get('/api/v1/coupons/pools')
  expect(body.data.find(({ id }: { id: string }) => id === pool)).toMatchObject({
    money: { amount: 2000, currency: 'EUR' },
    percent: null,
    stock: 2,
    low: true,
    open: true,
    valid_to: '2030-12-31',
  })
  expect(body.may).toEqual({ manage: false })
})

test.each([
  [{ money: null }, 'coupons.worth_missing'],
  [{ percent: 10 }, 'coupons.worth_missing'],
  [{ kind: 'gift_card', money: null, percent: 10 }, 'coupons.gift_card_is_money'],
  [{ days: null }, 'coupons.end_missing'],
  [{ valid_from: '2027-02-02', valid_to: '2027-02-01' }, 'coupons.dates_upside_down'],
  [{ name: 'pool 1' }, 'coupons.pool_name_taken'],
  [{ money: { amount: 0, currency: 'EUR' } }, 'platform.bad_input'],
  [{ money: { amount: 19.5, currency: 'EUR' } }, 'platform.bad_input'],
])('a pool with %j is refused with a sentence', async (wrong, code) => {
  const asked = { name: 'Another', kind: 'coupon', money: { amount: 2000, currency: 'EUR' }, days: 30, ...wrong }
  const { status, body } = await max.post('/api/v1/coupons/pools', asked)
  expect({ status: status >= 400 && status < 500, code: body.code }).toEqual({ status: true, code })
  expect(body.detail ?? body.title).toMatch(/\w+ \w+/)
})

test('a pool is changed by its version, and is closed for good', async () => {
  const pool = await openPool(['BBBB-0001'])
  expect((await max.patch(`/api/v1/coupons/pools/${pool}`, { low_at: 3 }, 1)).body).toMatchObject({ low_at: 3, version: 2 })
  expect((await max.patch(`/api/v1/coupons/pools/${pool}`, { low_at: 4 }, 1)).status).toBe(412)
  expect((await ben.post(`/api/v1/coupons/pools/${pool}/end`)).status).toBe(403)
  expect((await max.post(`/api/v1/coupons/pools/${pool}/end`)).body.ended_at).not.toBeNull()
  await expect(opened().then((to) => issueTo(to, pool))).rejects.toMatchObject({ code: 'coupons.pool_ended' })
})

test('a file is read row by row; each row that is refused says why; the same file again adds nothing', async () => {
  const pool = await openPool(0)
  const text = 'code\nCCCC-0001\ncccc 0001\nno/code\nCCCC-0002\n'
  const first = await importInto(pool, text)
  expect(first.body).toMatchObject({ added: 2, refused_count: 2, pool: { stock: 2 } })
  expect(first.body.refused.map(({ row, fault }: { row: number; fault: string }) => [row, fault])).toEqual([
    [3, 'twice'],
    [4, 'not_a_code'],
  ])
  expect(first.body.refused[0].sentence).toBe('Row 3: this code stands in the file more than once; it was taken the first time.')
  const second = await importInto(pool, text)
  expect(second.body).toMatchObject({ added: 0, refused_count: 4, pool: { stock: 2 } })
  // Nor into another pool: a code never exists twice.
  expect((await importInto(await openPool(0), text)).body).toMatchObject({ added: 0, pool: { stock: 0 } })
})

test.each([
  [[], 'coupons.file_missing'],
  [[0xff, 0x00, 0xc3, 0x28], 'coupons.file_not_text'],
  [[10, 10], 'coupons.file_empty'],
])('a file of the bytes %j is refused with a sentence', async (bytes, code) => {
  const pool = await openPool(0)
  const file = { field: 'file', name: 'x.csv', type: 'text/csv', bytes: new Uint8Array(bytes) }
  expect((await max.upload(`/api/v1/coupons/pools/${pool}/codes/file`, [file])).body.code).toBe(code)
})

test('codes that are generated prove themselves, and stand nowhere in the clear', async () => {
  const pool = await openPool(25)
  const to = await opened()
  const coupon = await issueTo(to, pool)
  const code = (await codeOf(to, coupon.id)).replaceAll('-', '')
  expect(code).toHaveLength(drawn + 1)
  expect([...code].every((one) => letters.includes(one))).toBe(true)
  expect(checkCharacter(code.slice(0, -1))).toBe(code.at(-1))
  const { rows } = await sql<{ found: string }>`select table_name as found from information_schema.tables t
    where table_schema = 'public' and table_type = 'BASE TABLE' and (xpath('/row/c/text()',
      query_to_xml(format('select count(*) as c from %I x where x::text ilike %L', table_name, ${`%${code}%`}::text), false, true, '')))[1]::text::int > 0`.execute(
    db,
  )
  expect(rows).toEqual([])
})

test('a code is issued, shown once, and taken once; every step is a fact, and none of them holds the code', async () => {
  const to = await opened()
  const coupon = await issueTo(to, await openPool(3), newId())
  const code = await codeOf(to, coupon.id)
  expect(code).toMatch(/^(....-){3}....$/)
  const first = await redeem(code.toLowerCase(), 'sale-1', { customer: ada.email.toUpperCase(), reference: 'S-77' })
  expect(first).toMatchObject({ status: 200, body: { coupon: coupon.id, money: { amount: 2000, currency: 'EUR' }, reference: 'S-77' } })
  expect((await redeem(code, 'sale-1', { customer: ada.email, reference: 'S-77' })).body).toEqual(first.body)
  expect((await redeem(code, 'sale-2')).body.code).toBe('coupons.redeemed_already')
  expect(await factsOf(to)).toEqual(['coupon.issued', 'coupon.revealed', 'coupon.redeemed'])
  const facts = await db.selectFrom('facts_facts').select('data').where('stream', '=', `complaint/${to.id}`).execute()
  expect(JSON.stringify(facts)).not.toContain(code.replaceAll('-', '').slice(-4))
  const shown = (await ben.get(`/api/v1/complaints/${to.id}/coupons`)).body.data[0]
  expect(shown).toMatchObject({
    state: 'redeemed',
    ending: code.slice(-3),
    revealed_way: 'page',
    reference: 'S-77',
    may: { cancel: false },
  })
  expect(JSON.stringify(shown)).not.toContain(code.replaceAll('-', ''))
})

test('the same key gets the same answer for ever, also when the door has forgotten it', async () => {
  const to = await opened()
  const code = await codeOf(to, (await issueTo(to, await openPool(1))).id)
  const first = await redeem(code, 'long-ago')
  await db.deleteFrom('http_answers').execute()
  expect((await (await stage.token('agent')).post(redemptionOf(code), {}, { 'idempotency-key': 'long-ago' })).body).toEqual(first.body)
})

test('ten at once take a code once', async () => {
  const to = await opened()
  const code = await codeOf(to, (await issueTo(to, await openPool(1))).id)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => redeem(code, `at-once-${at}`)))
  expect(statusesOf(answers)).toEqual([200, ...Array<number>(9).fill(409)])
  expect((await factsOf(to)).filter((fact) => fact === 'coupon.redeemed')).toHaveLength(1)
})

test('whatever is wrong with a code is said, and nothing is taken', async () => {
  const to = await opened()
  const pool = await openPool(2)
  const coupon = await issueTo(to, pool)
  const code = await codeOf(to, coupon.id)
  const wrong = mistyped(code)
  const said = async (written: string, body: object = {}) => (await redeem(written, newId(), body)).body.code
  expect(await said(wrong)).toBe('coupons.mistyped')
  expect(await said('***')).toBe('coupons.mistyped')
  expect(await said('SUMMER2020')).toBe('coupons.unknown_code')
  expect(await said(code, { customer: 'somebody@else.example' })).toBe('coupons.not_theirs')
  expect((await shop.post(`/api/v1/coupons/${code}/redemption`)).body.code).toBe('coupons.key_missing')
  const inStock = await openPool(['DDDD-0001'])
  expect(await said('dddd0001')).toBe('coupons.not_issued_yet')
  expect((await ben.get('/api/v1/coupons/pools')).body.data.find(({ id }: { id: string }) => id === inStock).stock).toBe(1)
  await ben.post(`/api/v1/complaints/${to.id}/coupons/${coupon.id}/cancellation`, { reason: 'given twice' })
  expect(await said(code)).toBe('coupons.cancelled')
  const late = await opened()
  const later = await codeOf(late, (await issueTo(late, pool)).id)
  clock.pass({ days: 32 })
  expect(await said(later)).toBe('coupons.expired')
  clock.pass({ days: -32 })
})

test('the page shows a button to who opens it, the code to who presses it, and afterwards when that was', async () => {
  const to = await opened()
  const coupon = await issueTo(to, await openPool(1, { money: null, percent: 15 }))
  const path = `${await follow(to, 'coupon')}/coupons/${coupon.id}`
  const before = (await stranger.get(`${path}?language=es`)).bytes.toString()
  expect(before).toContain('Mostrar mi código')
  expect(before).toMatch(/15\s%/)
  expect(await factsOf(to)).toEqual(['coupon.issued'])
  const pressed = await Promise.all(Array.from({ length: 5 }, () => stranger.post(`${path}?language=es`)))
  const shown = pressed.filter(({ bytes }) => bytes.toString().includes('class="code"'))
  expect([pressed.every(({ status }) => status === 200), shown.length]).toEqual([true, 1])
  const after = (await stranger.get(`${path}?language=el`)).bytes.toString()
  expect(after).toContain('μέσω του συνδέσμου στο μήνυμά μας')
  expect(after).not.toContain('class="code"')
  expect((await factsOf(to)).filter((fact) => fact === 'coupon.revealed')).toHaveLength(1)
})

test('the sheet to print is made for who knows the code, and for nobody else', async () => {
  const to = await opened()
  const coupon = await issueTo(to, await openPool(1))
  const path = `${await follow(to)}/coupons/${coupon.id}`
  const ask = (code: string) =>
    stranger.post(`${path}/sheet`, new URLSearchParams({ code }).toString(), { 'content-type': 'application/x-www-form-urlencoded' })
  expect((await ask('AAAA')).headers['content-type']).toContain('text/html')
  const code = await codeOf(to, coupon.id)
  const sheet = await ask(code)
  expect(sheet.headers['content-type']).toBe('application/pdf')
  expect(sheet.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await ask(mistyped(code))).headers['content-type']).toContain('text/html')
})

test('another customer’s link, another complaint’s and a survey’s open no coupon', async () => {
  const to = await opened()
  const coupon = await issueTo(to, await openPool(1))
  const other = await opened({ name: 'Bo Lind', email: 'bo@customer.example' })
  const notTheirs = await open(theDesk, (work) => mintLink(work, { complaint: to.id, customer: other.customer, use: 'follow', days: 3 }))
  for (const path of [await follow(other), `/c/${notTheirs.secret}`]) {
    expect((await stranger.get(`${path}/coupons/${coupon.id}`)).status).toBe(404)
    expect((await stranger.post(`${path}/coupons/${coupon.id}`)).bytes.toString()).not.toContain('class="code"')
  }
  expect(await factsOf(to)).toEqual(['coupon.issued'])
  expect((await stranger.get(`${await follow(to, 'coupon')}`)).status).toBe(404)
})

test('a mail brings the link and not the code; a sheet for the post stands in the conversation', async () => {
  const to = await opened()
  const coupon = await issueTo(to, await openPool(1))
  const path = `/api/v1/complaints/${to.id}/coupons/${coupon.id}`
  const mailed = await ben.post(`${path}/delivery`, { way: 'mail' })
  expect(mailed.status).toBe(200)
  const { text, subject } = await db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('id', '=', mailed.body.message)
    .executeTakeFirstOrThrow()
  expect(subject).toBe(`Your coupon for €20.00 [${to.number}]`)
  const link = /http:\/\/desk\.example(\/c\/\S+)/.exec(text)?.[1] ?? ''
  const posted = await ben.post(`${path}/delivery`, { way: 'post' })
  expect(posted.body.pdf).toMatch(/^[0-9a-f-]{36}$/)
  expect((await stranger.get(link)).bytes.toString()).toContain('Show my code')
  await stranger.post(link)
  expect((await ben.get(`/api/v1/complaints/${to.id}/coupons`)).body.data[0]).toMatchObject({
    revealed_way: 'mail',
    may: { deliver: false },
  })
  expect((await ben.post(`${path}/delivery`, { way: 'mail' })).body.code).toBe('coupons.revealed_already')
})

test('who reads along on a complaint gets no link to the code; without an address it goes by post', async () => {
  const to = await opened()
  await ben.post(`/api/v1/complaints/${to.id}/messages`, {
    text: 'We look into it.',
    to: [ada.email],
    cc: ['son@else.example'],
    confirmed_recipients: ['son@else.example'],
  })
  const coupon = await issueTo(to, await openPool(2))
  const { body } = await ben.post(`/api/v1/complaints/${to.id}/coupons/${coupon.id}/delivery`, { way: 'mail' })
  const recipients = await db.selectFrom('conversations_recipients').select('address').where('message_id', '=', body.message).execute()
  expect(recipients.map(({ address }) => address)).toEqual([ada.email])
  const silent = await opened({ name: 'Bo Lind', phone: '+30 210 1234567' })
  const other = await issueTo(silent, coupon.pool_id)
  const at = `/api/v1/complaints/${silent.id}/coupons/${other.id}/delivery`
  expect((await ben.post(at, { way: 'mail' })).body.code).toBe('coupons.no_address')
  expect((await ben.post(at, { way: 'post' })).status).toBe(200)
})

test('the codes of a complaint that was merged are on the page where it goes on, for their customer alone, and are mailed from there', async () => {
  const to = await opened({ name: 'Mia Holm', email: 'mia@customer.example' })
  const [seen, mailed] = [await issueTo(to, await openPool(1)), await issueTo(to, await openPool(1))]
  const [old, into] = [await follow(to), await opened({ name: 'Mia Holm', email: 'mia@customer.example' })]
  const nobodys = await open(theDesk, (work) => mintLink(work, { complaint: into.id, customer: null, use: 'follow', days: 3 }))
  expect((await max.post(`/api/v1/complaints/${to.id}/merging`, { into: into.id, reason: 'The same parcel.' })).status).toBe(200)
  const page = (await stranger.get(await follow(into))).bytes.toString()
  expect([seen, mailed].map(({ id }) => page.includes(`/coupons/${id}`))).toEqual([true, true])
  expect((await stranger.get(`/c/${nobodys.secret}/coupons/${seen.id}`)).status).toBe(404)
  const shown = (await stranger.post(`${await follow(into)}/coupons/${seen.id}`)).bytes.toString()
  expect(shown).toContain('class="code"')
  // The link that they had before still leads to it.
  expect((await stranger.get(`${old}/coupons/${seen.id}`)).status).toBe(200)
  const delivery = (way: string) => ben.post(`/api/v1/complaints/${to.id}/coupons/${mailed.id}/delivery`, { way })
  const { status, body } = await delivery('mail')
  expect(status).toBe(200)
  const said = await db.selectFrom('conversations_messages').select(['complaint_id', 'text']).where('id', '=', body.message).execute()
  expect(said).toMatchObject([{ complaint_id: into.id }])
  const link = /http:\/\/desk\.example(\/c\/\S+)/.exec(said[0]?.text ?? '')?.[1] ?? ''
  expect((await stranger.get(link)).bytes.toString()).toContain('Show my code')
  expect((await delivery('post')).body.pdf).toMatch(/^[0-9a-f-]{36}$/)
})

test('a lost code is replaced by another of the pool; from a dry pool nothing at all happens', async () => {
  const to = await opened()
  const remedy = newId()
  const pool = await openPool(2)
  const lost = await issueTo(to, pool, remedy)
  const code = await codeOf(to, lost.id)
  const replace = (coupon: string) => ben.post(`/api/v1/complaints/${to.id}/coupons/${coupon}/replacement`, { reason: 'lost the note' })
  const fresh = await replace(lost.id)
  expect(fresh).toMatchObject({ status: 201, body: { remedy, state: 'issued' } })
  expect((await redeem(code, newId())).body.code).toBe('coupons.cancelled')
  const before = await factsOf(to)
  expect((await replace(fresh.body.id)).body.code).toBe('coupons.pool_dry')
  expect(await factsOf(to)).toEqual(before)
  expect((await ben.get(`/api/v1/complaints/${to.id}/coupons`)).body.data.map(({ state }: { state: string }) => state)).toEqual([
    'issued',
    'cancelled',
  ])
})

test('a remedy has one coupon, however often it is carried out; what was held and not issued goes back', async () => {
  const to = await opened()
  const pool = await openPool(1)
  const wanted = { complaint: to.id, customer: to.customer, pool, remedy: newId() }
  const held = await open(theDesk, (work) => reserveCoupon(work, wanted))
  expect(await open(theDesk, (work) => stockOf(work, pool))).toBe(0)
  await open(theDesk, (work) => releaseCoupon(work, { complaint: to.id, coupon: held.id }))
  expect(await open(theDesk, (work) => stockOf(work, pool))).toBe(1)
  const all = await Promise.all(Array.from({ length: 6 }, () => open(theDesk, (work) => issueCoupon(work, wanted))))
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  expect(all[0]?.id).not.toBe(held.id)
  await open(theDesk, (work) => cancelCoupon(work, { complaint: to.id, coupon: all[0]?.id ?? '' }, { reason: 'taken back' }))
  expect(await open(theDesk, (work) => stockOf(work, pool))).toBe(0)
})

test('a pool whose codes are worth something else is refused', async () => {
  const to = await opened()
  const wanted = {
    complaint: to.id,
    customer: to.customer,
    pool: await openPool(1),
    remedy: null,
    worth: { kind: 'coupon' as const, money: { amount: 1500, currency: 'EUR' }, percent: null },
  }
  await expect(open(theDesk, (work) => issueCoupon(work, wanted))).rejects.toMatchObject({ code: 'coupons.worth_differs' })
})

test('a hundred at once get a hundred codes; the next hears that the pool is dry, and nothing is half done', async () => {
  const pool = await openPool(100)
  const complaints = await Promise.all(
    Array.from({ length: 10 }, (_, at) => opened({ name: `Customer ${at}`, email: `c${at}@customer.example` })),
  )
  const issued = await Promise.all(Array.from({ length: 100 }, (_, at) => issueTo(complaints[at % 10] as Opened, pool)))
  expect(new Set(issued.map(({ code_hash }) => code_hash.toString('hex'))).size).toBe(100)
  const next = await opened()
  await expect(issueTo(next, pool)).rejects.toMatchObject({ code: 'coupons.pool_dry' })
  expect(await factsOf(next)).toEqual([])
  expect((await ben.get(`/api/v1/complaints/${next.id}/coupons`)).body.data).toEqual([])
})

test('who is killed in the middle of issuing leaves no code behind that is half given', async () => {
  const to = await opened()
  const pool = await openPool(1)
  const died = open(theDesk, async (work) => {
    await issueCoupon(work, { complaint: to.id, customer: to.customer, pool, remedy: null })
    // The connection dies as it does when the process is killed: no rollback is said.
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(work.db)
  })
  await expect(died).rejects.toThrow('terminat')
  expect(await open(theDesk, (work) => stockOf(work, pool))).toBe(1)
  expect(await factsOf(to)).toEqual([])
  expect((await issueTo(to, pool)).state).toBe('issued')
})

test('what is over by its date is said once; what was held too long goes back', async () => {
  const to = await opened()
  const pool = await openPool(2)
  await issueTo(to, pool)
  await open(theDesk, (work) => reserveCoupon(work, { complaint: to.id, customer: to.customer, pool, remedy: newId() }))
  clock.pass({ days: 33 })
  const steps = {
    step: <Answer>(run: Parameters<typeof open<Answer>>[1]) => open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'test',
  }
  await expireCoupons.run(steps, {})
  await expireCoupons.run(steps, {})
  clock.pass({ days: -33 })
  expect(await factsOf(to)).toEqual(['coupon.issued', 'coupon.expired'])
  expect(await open(theDesk, (work) => stockOf(work, pool))).toBe(1)
})

test('whatever is imported, generated, issued, replaced and cancelled: a code never exists twice', async () => {
  const codeArbitrary = fc.stringMatching(/^[A-Z]{6}$/)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.record({ csv: fc.array(codeArbitrary, { minLength: 1, maxLength: 6 }) }), fc.record({ issue: fc.boolean() })), {
        maxLength: 6,
      }),
      async (acts) => {
        const [pool, other, to] = [await openPool(2), await openPool(0), await opened()]
        for (const act of acts) {
          if ('csv' in act) for (const one of [pool, other, pool]) await importInto(one, act.csv.join('\n'))
          else {
            const coupon = await issueTo(to, pool).catch(() => null)
            if (coupon && act.issue) await ben.post(`/api/v1/complaints/${to.id}/coupons/${coupon.id}/replacement`, { reason: 'x' })
          }
        }
        const twice = await sql<{ twice: number }>`select
          (select count(*) from (select code_hash from remedies_coupon_codes group by 1 having count(*) > 1) a)
          + (select count(*) from (select code_hash from remedies_coupons where state <> 'released' group by 1 having count(*) > 1) b)
          + (select count(*) from remedies_coupon_codes k where (k.taken_at is not null)
            <> exists (select from remedies_coupons c where c.code_hash = k.code_hash and c.state <> 'released')) as twice`.execute(db)
        expect(Number(twice.rows[0]?.twice)).toBe(0)
      },
    ),
    { numRuns: 8 },
  )
})
