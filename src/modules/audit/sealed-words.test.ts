import { expect, test } from 'vitest'
import { verifyFacts } from '#platform/facts/verify-facts.ts'
import { scene } from '#test/scene.ts'
import { sealedPlaces, sealedRows } from './sealed-words.ts'

const { as, house, runJobs } = await scene()
const { pool } = house.database
const url = pool.options.connectionString ?? ''
const [ben, cleo] = await Promise.all([as('ben'), as('cleo')])

async function complain(): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', {
    text: 'The ferry left without me.',
    channel: 'email',
    customer: { name: 'Ada', email: 'ada@customer.example' },
  })
  return body.id as string
}

test('every salt of the catalogue stands in the list, and nothing else does', async () => {
  const { rows } = await pool.query<{ place: string }>(`select c.relname || '.' || a.attname as place from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attname ~ '(^|_)salt$' and not a.attisdropped`)
  expect(new Set(sealedPlaces.map(({ table, salt }) => `${table}.${salt}`))).toEqual(new Set(rows.map(({ place }) => place)))
})

test('what people wrote in many ways fits what was sealed, blanks at its ends too', async () => {
  const id = await complain()
  const at = `/api/v1/complaints/${id}`
  const later = Temporal.Now.instant().add({ hours: 50 }).toString()
  const asked: [string, unknown][] = [
    [`${at}/messages`, { text: ' Dear Ada, we are sorry. We call you tomorrow. ' }],
    [`${at}/notes`, { text: ' He is right. ' }],
    [`${at}/contacts`, { channel: 'phone', direction: 'in', text: ' I still wait. ' }],
    [`${at}/tasks`, { title: ' Ask the harbour ', due: later }],
    [`${at}/promises`, { text: ' We call you ', due: later }],
    [`${at}/internal-request`, { what: ' The log of the ship ', due: later }],
    [`${at}/resumption`, {}],
    [`${at}/disputes`, { body: 'ombudsman', name: ' The ombudsman ' }],
    [`${at}/incidents`, { step: 'boundary', quote: ' You idiots ', channel: 'phone' }],
    [`${at}/classification`, { kind: 'enquiry', reason: ' Only a question ' }],
    [`${at}/withdrawal`, { words: ' Leave it. ' }],
    [`${at}/reopening`, { reason: ' It came again. ' }],
  ]
  const refused: unknown[] = []
  for (const [path, body] of asked) {
    const { status, body: said } = await cleo.post(path, body)
    if (status >= 300) refused.push({ path: path.slice(at.length), status, said })
  }
  await runJobs()
  const { broken, texts } = await verifyFacts(url, sealedRows)
  expect(broken).toEqual([])
  expect(texts).toBeGreaterThan(8)
  expect(refused).toEqual([])
})
