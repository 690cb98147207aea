import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { languages } from '#platform/words.ts'
import { say } from '#src/words.ts'
import { scene } from '#test/scene.ts'
import type { FactRecord } from './contract.ts'

const { as, open, with: callWith, token } = await scene()
const ben = await as('ben')
const { id: complaint } = (await ben.post('/api/v1/complaints', { text: 'The ferry left without me.', channel: 'phone', anonymous: true }))
  .body as { id: string }
await ben.post(`/api/v1/complaints/${complaint}/notes`, { text: 'Kestrelwick thinks that he is right.' })
const path = `/api/v1/complaints/${complaint}/facts`

async function all(limit: number): Promise<FactRecord[]> {
  const found: FactRecord[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await ben.get(`${path}?limit=${limit}${next && `&cursor=${next}`}`)
    found.push(...(body.data as FactRecord[]))
    next = body.next as string | null
  }
  return found
}

test('every fact is told, oldest first, in words, with who and when, whatever the page', async () => {
  const facts = await all(2)
  expect(facts).toEqual(await all(100))
  expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_fact, at) => at + 1))
  const opened = facts.find(({ fact }) => fact === 'complaint.opened')
  expect(opened).toMatchObject({ actor: { kind: 'person', name: 'Ben Okoro' }, sentence: 'Ben Okoro opened the complaint' })
  expect(facts.filter(({ sentence }) => sentence.includes('facts.'))).toEqual([])
})

test('what is answered is enough to compute the chain again', async () => {
  const { body } = await ben.get(path)
  let before = ''
  for (const { seq, fact, actor, at, data, hash, prev_hash } of body.data as FactRecord[]) {
    const who = actor.id ? `${actor.kind}/${actor.id}` : actor.kind
    const text = [before, body.stream, seq, fact, who, at, JSON.stringify(data)].join('\n')
    expect({ seq, prev_hash, hash }).toEqual({ seq, prev_hash: before, hash: createHash('sha256').update(text).digest('hex') })
    before = hash
  }
  expect(body.head).toEqual({ seq: (body.data as FactRecord[]).length, hash: before })
})

test('it says nothing of what a note says', async () => {
  expect((await ben.get(path)).bytes.toString()).not.toContain('Kestrelwick')
})

test('who may export is told so, and a link of the customer finds nothing here', async () => {
  expect((await ben.get(path)).body.may).toEqual({ export: false })
  expect((await (await as('eve')).get(path)).body.may).toEqual({ export: true })
  expect((await (await token('agent', { teams: ['south'] })).get(path)).status).toBe(200)
  expect((await callWith({ 'accept-language': 'es' }).get(path)).status).toBe(401)
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint, customer: null, use: 'follow', days: 9 }))
  expect((await callWith({ authorization: `Bearer ${secret}` }).get(path)).status).toBe(401)
})

test('a cursor that nobody handed out is refused with a sentence', async () => {
  expect((await ben.get(`${path}?cursor=nonsense`)).status).toBe(400)
})

test('every fact that a complaint can have has its sentence in three languages', () => {
  const modules = join(import.meta.dirname, '..')
  const declared = globSync('**/facts{.ts,/**/*.ts}', { cwd: modules })
    .flatMap((file) => [...readFileSync(join(modules, file), 'utf8').matchAll(/'([a-z_]+\.[a-z_]+)': OfComplaint/g)])
    .map(([, fact = '']) => fact)
  expect(declared.length).toBeGreaterThan(50)
  // Names that may be empty choose among the forms of a sentence: one of them is enough here.
  const contexts = ['', '_nobody', '_team', '_lifted', '_elsewhere']
  const isSaid = (fact: string, language: (typeof languages)[number]) =>
    contexts.some((context) => say(language)(`conversations:facts.${fact}${context}`) !== `facts.${fact}${context}`)
  expect(declared.filter((fact) => !languages.every((language) => isSaid(fact, language)))).toEqual([])
})
