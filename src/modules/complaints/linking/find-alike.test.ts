import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'
import type { Alike, Complaint } from '../contract.ts'

const { as, clock, agents } = await scene()
const [ben, cleo, eve] = await Promise.all([as('ben'), as('cleo'), as('eve')])
const path = (id: string) => `/api/v1/complaints/${id}`

let people = 0
const somebody = () => ({ name: `Io ${(people += 1)}`, email: `io${people}@customer.example` })
async function opened(text: string, customer: object, more: object = {}): Promise<Complaint> {
  clock.pass({ minutes: 5 })
  const { id } = (await ben.post('/api/v1/complaints', { text, channel: 'phone', customer })).body
  const before = (await ben.get(path(id))).body
  if (Object.keys(more).length > 0) await ben.patch(path(id), more, before.version)
  return (await ben.get(path(id))).body
}
const alike = async ({ id }: Complaint, caller = ben) => (await caller.get(`${path(id)}/likenesses`)).body.data as Alike[]
const cold = 'The cabin was ice cold the whole night and nobody answered the telephone at reception.'

test('the same customer who says nearly the same is suggested, with the reasons; something else of theirs is not', async () => {
  const io = somebody()
  const first = await opened(cold, io)
  await opened('A suitcase was scratched on the conveyor belt in Piraeus.', io)
  const again = await opened('Once more: the whole night the cabin was ice cold, nobody answered the telephone at the reception!', io)
  expect(await alike(again)).toMatchObject([{ id: first.id, number: first.number, why: ['text', 'customer'], may_merge: true }])
  expect(await alike(first)).toMatchObject([{ id: again.id }])
})

test('accents, capitals and the final sigma do not hide it', async () => {
  const io = somebody()
  const first = await opened('Η καμπίνα ήταν παγωμένη όλη τη νύχτα και κανείς δεν απάντησε στο τηλέφωνο', io)
  const again = await opened('Η ΚΑΜΠΙΝΑ ΗΤΑΝ ΠΑΓΩΜΕΝΗ ΟΛΗ ΤΗ ΝΥΧΤΑ ΚΑΙ ΚΑΝΕΙΣ ΔΕΝ ΑΠΑΝΤΗΣΕ ΣΤΟ ΤΗΛΕΦΩΝΟ', io)
  expect(await alike(again)).toMatchObject([{ id: first.id, why: ['text', 'customer'] }])
})

test('the same order is suggested also of another customer, who stays apart', async () => {
  const one = await opened('The sofa came broken.', somebody(), { order_numbers: ['A-77120'] })
  const other = await opened('Nobody told us about the delay.', somebody(), { order_numbers: ['A-77120', 'B-1'] })
  expect(await alike(other)).toMatchObject([{ id: one.id, why: ['order'], orders: ['A-77120'], may_merge: false }])
})

test('“not the same” is kept for both, twice is once, and is a fact', async () => {
  const io = somebody()
  const [one, other] = [await opened(cold, io), await opened(cold, io)]
  const said = await ben.post(`${path(other.id)}/differences`, { other: one.id })
  expect(said).toMatchObject({ status: 200, body: { data: [] } })
  await ben.post(`${path(other.id)}/differences`, { other: one.id })
  expect([await alike(one), await alike(other)]).toEqual([[], []])
})

test('what is linked, merged or not theirs to see is not suggested', async () => {
  const io = somebody()
  const [one, other] = [await opened(cold, io), await opened(cold, io)]
  await ben.post(`${path(one.id)}/merging`, { into: other.id, reason: 'The same.' })
  expect(await alike(other)).toEqual([])
  const [third, hidden] = [await opened(cold, io), await opened(cold, io)]
  await cleo.post(`${path(hidden.id)}/restriction`, { restriction: 'threat', people: [agents.eve] })
  expect((await alike(third)).map(({ id }) => id)).toEqual([other.id])
  expect((await ben.get(`${path(hidden.id)}/likenesses`)).status).toBe(404)
})

test('before one is opened the same is asked by its words, its customer and the codes in it', async () => {
  const io = somebody()
  const one = await opened('The parcel is missing.', io, { order_numbers: ['PX-90177'] })
  const asked = await ben.post('/api/v1/likenesses', { text: 'Where is order PX-90177? It should have come on Monday.' })
  expect(asked.body.data).toMatchObject([{ id: one.id, why: ['order'], may_merge: false }])
  const byCustomer = await ben.post('/api/v1/likenesses', { text: 'Quite another thing.', customer: one.customer?.id })
  expect(byCustomer.body.data).toEqual([])
})

test('itself, a stranger’s complaint and who only reads are refused', async () => {
  const one = await opened(cold, somebody())
  expect(await ben.post(`${path(one.id)}/differences`, { other: one.id })).toMatchObject({ status: 400 })
  expect(await ben.post(`${path(one.id)}/differences`, { other: '01900000-0000-7000-8000-000000000000' })).toMatchObject({ status: 404 })
  expect((await eve.post(`${path(one.id)}/differences`, { other: one.id })).status).toBe(403)
})
