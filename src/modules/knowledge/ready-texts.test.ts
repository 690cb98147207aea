import { beforeAll, expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import type { Caller } from '#test/caller.ts'
import { statusesOf } from '#test/caller.ts'
import { scene } from '#test/scene.ts'
import { plantTexts } from './plant-texts.ts'
import { starterTexts } from './starter-texts.ts'

const { open, as, db, facts, agents, clock } = await scene()
let fay: Caller
let ben: Caller

beforeAll(async () => {
  fay = await as('fay')
  ben = await as('ben')
  await open(theDesk, (work) => plantTexts(work))
})

const wording = (body: string, title = 'A title') => ({ title, body })
let made = 0
async function aText(extra: object = {}, wordings: object = { en: wording('<p>Dear {{customer.name}}</p>') }) {
  made += 1
  const answer = await fay.post('/api/v1/texts', { code: `own_${made}`, kind: 'canned', wordings, ...extra })
  expect(answer.status, `${JSON.stringify(answer.body)}`).toBe(201)
  return answer.body
}
const codes = async (query: string, caller = ben): Promise<string[]> => {
  const { status, body } = await caller.get(`/api/v1/texts?limit=100&${query}`)
  expect(status, `${JSON.stringify(body)}`).toBe(200)
  return body.data.map(({ code }: { code: string }) => code)
}

test('the starter set is there, in the reader’s language, and every agent reads it', async () => {
  const { body } = await ben.get('/api/v1/texts?limit=100')
  expect(body.data).toHaveLength(starterTexts.length)
  expect(body.data[0]).toMatchObject({ language: 'en', languages: ['el', 'en', 'es'] })
  const one = await ben.get('/api/v1/texts/letter_final_upheld')
  expect(one.body).toMatchObject({ kind: 'letter', letter: 'final_upheld', step: 8, as_shipped: true, may: { edit: false } })
  expect(one.body.wordings.el.body).toContain('{{customer.salutation}}')
})

test('planting twice changes nothing; a text that somebody edited stays, the rest follows the release, new ones come', async () => {
  const count = async () => (await db.selectFrom('knowledge_versions').select('number').execute()).length
  const before = await count()
  await open(theDesk, (work) => plantTexts(work))
  expect(await count()).toBe(before)

  const { body: thanks } = await fay.get('/api/v1/texts/thanks_for_comment')
  const edited = await fay.patch('/api/v1/texts/thanks_for_comment', { wordings: { en: wording('<p>Ours now.</p>') } }, thanks.version)
  expect(edited.body).toMatchObject({ as_shipped: false })
  const [one, other] = starterTexts.filter(({ about }) => ['thanks_for_comment', 'thanks_for_raising'].includes(about.code))
  if (!one || !other) throw new Error('The starter set has lost its thanks')
  const next = (text: typeof one, code: string = text.about.code) => ({
    about: { ...text.about, code },
    wordings: { ...text.wordings, en: { ...text.wordings.en, body: '<p>The next release.</p>' } },
  })
  await open(theDesk, (work) => plantTexts(work, [next(one), next(other), next(one, 'quite_new')]))
  const said = async (code: string) => (await fay.get(`/api/v1/texts/${code}`)).body.wordings.en
  expect(await said('thanks_for_comment')).toMatchObject({
    body: '<p>Ours now.</p>',
    number: 2,
    by: { kind: 'person', name: 'Fay Ioannou' },
  })
  expect(await said('thanks_for_raising')).toMatchObject({ body: '<p>The next release.</p>', number: 2, by: { kind: 'desk' } })
  expect(await said('quite_new')).toMatchObject({ body: '<p>The next release.</p>', number: 1 })
})

test('supervisors write too, agents and auditors do not', async () => {
  const body = { code: 'by_cleo', kind: 'canned', wordings: { es: wording('<p>Hola</p>') } }
  expect((await ben.post('/api/v1/texts', body)).status).toBe(403)
  expect((await (await as('eve')).post('/api/v1/texts', body)).status).toBe(403)
  expect((await (await as('cleo')).post('/api/v1/texts', body)).status).toBe(201)
  expect(await facts('house/knowledge')).toContain('text.written')
})

test('unknown variables, torn braces, empty texts and taken codes are refused with a sentence', async () => {
  const ask = (body: string, code = 'refused') => fay.post('/api/v1/texts', { code, kind: 'canned', wordings: { en: wording(body) } })
  const unknown = await ask('<p>{{customer.nmae}}</p>')
  expect(unknown).toMatchObject({ status: 400, body: { code: 'knowledge.unknown_variable' } })
  expect(unknown.body.detail ?? unknown.body.sentence ?? JSON.stringify(unknown.body)).toContain('customer.nmae')
  expect((await ask('<p>{{<strong>date</strong>}}</p>')).body.code).toBe('knowledge.broken_slot')
  expect((await ask('<p> </p>')).body.code).toBe('knowledge.nothing_written')
  expect((await ask('<p>Words</p>', 'letter_offer')).body.code).toBe('knowledge.code_taken')
  expect((await fay.post('/api/v1/texts', { code: 'none', kind: 'canned', wordings: {} })).body.code).toBe('knowledge.nothing_written')
  expect((await fay.post('/api/v1/texts', { code: 'Bad Code', kind: 'canned', wordings: {} })).status).toBe(400)
  expect(await codes('q=refused')).toEqual([])
})

test('what cannot be read safely is taken out of a text', async () => {
  const { wordings } = await aText({}, { en: wording('<p onclick="x()">Hello<script>alert(1)</script> <img src=x></p>') })
  expect(wordings.en.body).toBe('<p>Hello </p>')
})

test('an edit names the version it saw; of two at once one is told', async () => {
  const text = await aText()
  const edit = (stage: string) => fay.patch(`/api/v1/texts/${text.id}`, { stage }, text.version)
  expect(statusesOf(await Promise.all([edit('release'), edit('reassure')]))).toEqual([200, 412])
  expect((await fay.patch(`/api/v1/texts/${text.id}`, { stage: 'none' })).status).toBeGreaterThanOrEqual(400)
})

test('every wording stays readable, with who, when and what changed; saying the same again writes nothing', async () => {
  const text = await aText()
  const body = { wordings: { en: wording('<p>New words</p>') }, change: 'Shorter' }
  const { body: edited } = await fay.patch(`/api/v1/texts/${text.id}`, body, text.version)
  const { body: same } = await fay.patch(`/api/v1/texts/${text.id}`, body, edited.version)
  const { body: history } = await ben.get(`/api/v1/texts/${text.id}/versions`)
  expect(history.data.map(({ number, current, change }: Record<string, unknown>) => [number, current, change])).toEqual(
    expect.arrayContaining([
      [2, true, 'Shorter'],
      [1, false, null],
    ]),
  )
  expect(history.data).toHaveLength(2)
  const taken = await fay.patch(`/api/v1/texts/${text.id}`, { wordings: { en: null } }, same.version)
  expect(taken.body.code).toBe('knowledge.nothing_written')
})

test('a text is retired and comes back; nothing of it is deleted', async () => {
  const text = await aText()
  expect(await codes('q=own_')).toContain(text.code)
  for (const turn of [1, 2]) expect((await fay.post(`/api/v1/texts/${text.id}/retirement`, { retired: true })).status, `${turn}`).toBe(200)
  expect(await codes('q=own_')).not.toContain(text.code)
  expect(await codes('q=own_&retired=true')).toContain(text.code)
  expect((await ben.get(`/api/v1/texts/${text.id}`)).body.retired).toBe(true)
  await fay.post(`/api/v1/texts/${text.id}/retirement`, { retired: false })
  expect(await codes('q=own_')).toContain(text.code)
})

test('texts are found by words of title and body, with or without accents and capitals', async () => {
  expect(await codes('q=EGGYISI&language=el')).toEqual([])
  expect(await codes(`q=${encodeURIComponent('ΕΓΓΥΗΣΗ')}&language=el`)).toContain('topic_warranty')
  expect(await codes(`q=${encodeURIComponent('garantia')}&language=es`)).toContain('topic_warranty')
  expect(await codes('q=topic_warranty')).toEqual(['topic_warranty'])
  for (const q of ['%', "'", '\\', '_', '{{', '\u{1f600}', 'x'.repeat(200)]) await codes(`q=${encodeURIComponent(q)}`)
})

test('filters narrow, and what was made for the case comes first', async () => {
  expect(await codes('kind=letter')).toHaveLength(8)
  expect(await codes('kind=letter,rule_card')).toHaveLength(11)
  expect((await codes('channel=email')).some((code) => code.startsWith('phone_'))).toBe(false)
  expect((await codes('step=6&kind=canned')).toSorted()).toEqual([
    'quite_new',
    'thanks_for_comment',
    'thanks_for_patience',
    'thanks_for_raising',
  ])
  expect((await codes('stage=release&channel=phone')).includes('phone_release')).toBe(true)
  const first = await codes('for_category=warranty_repair,repairs_warranty&for_channel=email&kind=canned')
  expect(first[0]).toBe('topic_warranty')
  expect((await codes('for_channel=phone&for_stage=reconnect'))[0]).toBe('phone_reconnect')
})

test('pages follow each other without gaps or repeats', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await ben.get(`/api/v1/texts?limit=7&for_category=delivery${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    seen.push(...body.data.map(({ code }: { code: string }) => code))
    cursor = body.next ?? ''
  } while (cursor)
  expect(seen).toEqual(await codes('for_category=delivery'))
  expect(new Set(seen).size).toBe(seen.length)
  expect((await ben.get('/api/v1/texts?cursor=nonsense')).status).toBe(400)
})

test('a text whose review day has passed is shown as due', async () => {
  const today = clock.now().toZonedDateTimeISO('UTC').toPlainDate()
  const due = await aText({ review_on: today.subtract({ days: 1 }).toString(), owner: agents.cleo })
  const later = await aText({ review_on: today.add({ days: 30 }).toString() })
  expect(due).toMatchObject({ review_due: true, owner: { name: 'Cleo Marín' } })
  expect(later.review_due).toBe(false)
  expect(await codes('review=due')).toEqual([due.code])
  expect((await fay.post('/api/v1/texts', { code: 'x', kind: 'canned', review_on: '2026-13-40', wordings: {} })).status).toBe(400)
})

test('an unknown text is a 404', async () => {
  for (const asked of ['no_such_text', agents.ben]) expect((await ben.get(`/api/v1/texts/${asked}`)).status).toBe(404)
})
