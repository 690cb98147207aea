import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { entriesOf } from '#test/bundles.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { cancelPayment, orderPayment } from './index.ts'

const stage = await scene()
const { db, open } = stage
const [ben, cleo, max, fay] = [await stage.as('ben'), await stage.as('cleo'), await stage.as('max'), await stage.as('fay')]
const iban = 'DE89 3704 0044 0532 0130 00'

async function opened(customer: object = ada) {
  const { body } = await ben.post('/api/v1/complaints', { text: 'You charged me twice.', channel: 'email', customer })
  return body.id as string
}

const payeesOf = (complaint: string) => `/api/v1/complaints/${complaint}/payees`
const name = async (complaint: string, more: object = {}) => ben.post(payeesOf(complaint), { holder: 'Ada Lindqvist', iban, ...more })

/** An account that paid the order, compared with it: money may go there. */
async function ready(complaint: string, more: object = {}) {
  const { body } = await name(complaint, { original: true, ...more })
  await ben.post(`${payeesOf(complaint)}/${body.id}/check`, { how: 'account_match' })
  return body.id as string
}

const order = (complaint: string, payee: string, more: object = {}) =>
  open(theDesk, (work) => orderPayment(work, { complaint, remedy: newId(), payee, amount: 1250, currency: 'EUR', ...more }))

async function ordered(more: object = {}) {
  const complaint = await opened()
  return order(complaint, await ready(complaint), more)
}

const makeFile = (more: object = {}) => max.post('/api/v1/payments/files', { format: 'pain_001', ...more })
const factsOf = async (complaint: string) => (await stage.facts(`complaint/${complaint}`)).filter((fact) => /^pay(ee|ment)\./.test(fact))

test('before the house has an account, no file is made; afterwards it is shown by its last four', async () => {
  await ordered()
  expect((await makeFile()).body.code).toBe('payments.account_first')
  expect((await max.put('/api/v1/payments/account', { holder: 'Harbour Ferries', iban: 'GR1601101250000000012300696' })).body.code).toBe(
    'payments.iban_check',
  )
  const named = await max.put('/api/v1/payments/account', { holder: 'Harbour Ferries', iban: 'GR1601101250000000012300695' })
  expect(named.body.account).toMatchObject({ holder: 'Harbour Ferries', ending: '0695' })
  expect((await makeFile()).status).toBe(201)
})

test.each([
  [{ iban: 'DE88370400440532013000' }, 'payments.iban_check'],
  [{ iban: 'nothing' }, 'payments.iban_form'],
  [{ bic: 'ABC' }, 'payments.bic_form'],
  [{ holder: '王小明' }, 'payments.holder_unreadable'],
])('an account with %j is refused with a sentence', async (wrong, code) => {
  const { status, body } = await name(await opened(), wrong)
  expect([status, body.code]).toEqual([400, code])
})

test('the account that paid needs one look; any other needs an identity check and a second colleague', async () => {
  const complaint = await opened()
  const { body: other } = await name(complaint)
  const at = `${payeesOf(complaint)}/${other.id}`
  expect(other).toMatchObject({ needs: 'check', ending: '3000', original: false })
  await expect(order(complaint, other.id)).rejects.toMatchObject({ code: 'payments.identity_first' })
  expect((await cleo.post(`${at}/approval`)).body.code).toBe('payments.identity_first')
  expect((await ben.post(`${at}/check`, { how: 'account_match' })).body.code).toBe('payments.check_does_not_fit')
  expect((await cleo.post(`${at}/check`, { how: 'document' })).body).toMatchObject({ needs: 'approval', check_how: 'document' })
  await expect(order(complaint, other.id)).rejects.toMatchObject({ code: 'payments.second_pair' })
  expect((await cleo.post(`${at}/approval`)).body.code).toBe('payments.same_person')
  expect((await ben.post(`${at}/approval`)).status).toBe(403)
  expect((await max.post(`${at}/approval`)).body).toMatchObject({ needs: null, approved_by: { name: 'Max Vogel' } })
  expect((await order(complaint, other.id)).state).toBe('ordered')
  expect(await factsOf(complaint)).toEqual(['payee.named', 'payee.checked', 'payee.approved', 'payment.ordered'])
})

test('an account to which another customer’s money goes is said to be so, and nothing is refused', async () => {
  const elsewhere = await opened({ name: 'Bo Lind', email: 'bo@customer.example' })
  await name(elsewhere, { holder: 'Bo Lind', iban: 'ES9121000418450200051332' })
  const here = await opened()
  expect((await name(here, { iban: 'ES91 2100 0418 4502 0005 1332' })).body.shared).toBe(true)
  expect((await name(here, { iban: 'GB29NWBK60161331926819' })).body.shared).toBe(false)
})

test('a remedy is paid once, however often it is ordered; what is not with the bank can be taken back', async () => {
  const complaint = await opened()
  const payee = await ready(complaint)
  const remedy = newId()
  const all = await Promise.all(Array.from({ length: 6 }, () => order(complaint, payee, { remedy })))
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  await open(theDesk, (work) => cancelPayment(work, { complaint, remedy }))
  expect((await order(complaint, payee, { remedy })).id).not.toBe(all[0]?.id)
  await makeFile()
  await expect(open(theDesk, (work) => cancelPayment(work, { complaint, remedy }))).rejects.toMatchObject({ code: 'payments.with_bank' })
})

test('each payment leaves in one file only, whoever makes one at the same moment', async () => {
  await makeFile()
  const payments = await Promise.all(Array.from({ length: 8 }, () => ordered()))
  const answers = await Promise.all(Array.from({ length: 5 }, () => makeFile()))
  expect(statusesOf(answers)).toEqual([201, 409, 409, 409, 409])
  const made = answers.find(({ status }) => status === 201)?.body
  expect(made).toMatchObject({ payments: 8, total: { amount: 10_000, currency: 'EUR' }, settled: 0 })
  const rows = await db
    .selectFrom('remedies_payments')
    .select(['file_id', 'state'])
    .where(
      'id',
      'in',
      payments.map(({ id }) => id),
    )
    .execute()
  expect(new Set(rows.map(({ file_id, state }) => `${file_id}/${state}`))).toEqual(new Set([`${made.id}/exported`]))
})

test('a file is the same byte for byte whenever it is asked for, whatever has become of the account and the payments', async () => {
  await makeFile()
  const payment = await ordered({ amount: 123_456_789 })
  const { body: file } = await makeFile()
  const take = async () => (await max.get(`/api/v1/payments/files/${file.id}/content`)).bytes.toString()
  const first = await take()
  expect(first).toContain('<InstdAmt Ccy="EUR">1234567.89</InstdAmt>')
  expect(first).toContain('<IBAN>DE89370400440532013000</IBAN>')
  expect(first).toContain(`<EndToEndId>${payment.reference}</EndToEndId>`)
  await max.put('/api/v1/payments/account', { holder: 'Harbour Ferries Two', iban: 'GB29NWBK60161331926819' })
  await max.post(`/api/v1/payments/files/${file.id}/confirmation`, { on: '2026-11-24' })
  stage.clock.pass({ days: 3 })
  expect(await take()).toBe(first)
  expect(await stage.facts('house/remedies')).toContain('payment_file.taken')
})

test('yen and dinar leave in a table with their own digits; SEPA takes euro only', async () => {
  await ordered({ amount: 5000, currency: 'JPY' })
  await ordered({ amount: 1250, currency: 'KWD' })
  expect((await makeFile({ currency: 'JPY' })).body.code).toBe('payments.euro_only')
  for (const [currency, written] of [
    ['JPY', '"5000","JPY"'],
    ['KWD', '"1.250","KWD"'],
  ]) {
    const { body: file } = await makeFile({ format: 'csv', currency })
    expect(file.payments).toBe(1)
    expect((await max.get(`/api/v1/payments/files/${file.id}/content`)).bytes.toString()).toContain(written)
  }
  expect((await makeFile({ format: 'csv', currency: 'CHF' })).body.code).toBe('payments.nothing_to_pay')
})

test('the bank’s answer is noted once; its opposite is refused', async () => {
  await makeFile()
  const [paid, lost] = [await ordered(), await ordered()]
  const { body: file } = await makeFile()
  const confirm = (failed: object[]) => max.post(`/api/v1/payments/files/${file.id}/confirmation`, { on: '2026-11-25', failed })
  expect((await confirm([{ payment: newId(), reason: 'x' }])).body.code).toBe('payments.not_of_file')
  const failed = [{ payment: lost.id, reason: 'Account closed' }]
  expect((await confirm(failed)).body.settled).toBe(2)
  expect((await confirm(failed)).body.settled).toBe(2)
  expect((await confirm([])).body.code).toBe('payments.settled_otherwise')
  expect((await factsOf(paid.complaint_id)).at(-1)).toBe('payment.executed')
  expect((await factsOf(lost.complaint_id)).filter((fact) => fact === 'payment.failed')).toHaveLength(1)
  expect((await max.get('/api/v1/payments?state=failed')).body.data[0]).toMatchObject({ failure: 'Account closed', state: 'failed' })
  // What failed is ordered anew, as another payment.
  const again = await order(lost.complaint_id, lost.payee_id, { remedy: lost.remedy_id })
  expect(again.reference).not.toBe(lost.reference)
})

test('a day that has passed, or is far off, is refused', async () => {
  await ordered()
  expect((await makeFile({ pay_on: '2020-01-01' })).body.code).toBe('payments.day_passed')
  expect((await makeFile({ pay_on: '2099-01-01' })).body.code).toBe('payments.day_too_far')
})

test('who does not pay sees no files, and nobody who keeps the desk running either', async () => {
  for (const one of [ben, cleo, fay]) expect((await one.get('/api/v1/payments/files')).status).toBe(403)
  for (const one of [ben, cleo, fay]) expect((await one.get(`/api/v1/payments/files/${newId()}/content`)).status).toBe(403)
  expect((await max.get('/api/v1/payments/files/nonsense/content')).status).toBe(404)
})

test('an account number stands nowhere in the clear: in no row, no fact, no answer, no bundle', async () => {
  const complaint = await opened()
  const secret = 'GR3201101250000000012300698'
  const digits = secret.slice(4, -4)
  const { body: payee } = await ben.post(payeesOf(complaint), { holder: 'Ada Lindqvist', iban: secret }, { 'idempotency-key': newId() })
  expect(payee.ending ?? payee.code).toBe('0698')
  const { rows } = await sql<{ found: string }>`select table_name as found from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and (xpath('/row/c/text()',
      query_to_xml(format('select count(*) as c from %I x where x::text like %L', table_name, ${`%${digits}%`}::text), false, true, '')))[1]::text::int > 0`.execute(
    db,
  )
  expect(rows).toEqual([])
  for (const path of ['payees', 'facts', 'remedies', 'timeline']) {
    const { bytes } = await max.get(`/api/v1/complaints/${complaint}/${path}`)
    expect(bytes.toString()).not.toContain(digits)
  }
  const bundle = await max.get(`/api/v1/complaints/${complaint}/bundle`)
  expect([...entriesOf(bundle.bytes)].filter(([, bytes]) => bytes.includes(digits)).map(([path]) => path)).toEqual([])
  expect((await max.get(`/api/v1/search?q=${secret}`)).bytes.toString()).not.toContain(digits)
})

test('whatever is ordered, taken back, exported and answered: every file adds up, and no payment is in two', async () => {
  const act = fc.constantFrom('order', 'cancel', 'file', 'confirm', 'fail')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(act, fc.integer({ min: 1, max: 99_999 })), { maxLength: 10 }), async (acts) => {
      const complaint = await opened()
      const payee = await ready(complaint)
      const remedies: string[] = []
      for (const [what, amount] of acts) {
        if (what === 'order') remedies.push((await order(complaint, payee, { amount })).remedy_id)
        else if (what === 'cancel')
          await open(theDesk, (work) => cancelPayment(work, { complaint, remedy: remedies[amount % 3] ?? newId() })).catch(() => null)
        else if (what === 'file') await makeFile()
        else {
          const last = await db
            .selectFrom('remedies_payments')
            .select(['id', 'file_id'])
            .where('state', '=', 'exported')
            .limit(1)
            .executeTakeFirst()
          const failed = what === 'fail' && last ? [{ payment: last.id, reason: 'x' }] : []
          if (last?.file_id) await max.post(`/api/v1/payments/files/${last.file_id}/confirmation`, { on: '2026-11-25', failed })
        }
      }
      const { rows } = await sql<{ wrong: string }>`select f.id as wrong from remedies_payment_files f
        left join remedies_payments p on p.file_id = f.id group by f.id
        having count(p.id) <> f.payments or sum(p.amount) <> f.total or count(distinct p.currency) <> 1`.execute(db)
      expect(rows).toEqual([])
    }),
    { numRuns: 8 },
  )
})
