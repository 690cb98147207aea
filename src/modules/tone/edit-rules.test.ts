import { expect, test } from 'vitest'
import { statusesOf } from '#test/caller.ts'
import { scene } from '#test/scene.ts'

const { as, db } = await scene()
const [fay, ben] = await Promise.all([as('fay'), as('ben')])
// What only the learned layer sees has its own tests.
const hitsOf = async (text: string, more: object = {}): Promise<{ rule: string; severity: number }[]> =>
  (await ben.post('/api/v1/tone', { text, ...more })).body.hits.filter(({ rule }: { rule: string }) => !rule.startsWith('learned:'))
const rulesHit = async (text: string, more: object = {}): Promise<string[]> => (await hitsOf(text, more)).map(({ rule }) => rule)

const gadget = {
  language: 'en',
  category: 'vocabulary',
  severity: 2,
  patterns: ['gadget~'],
  why: 'We say device.',
  instead: ['device'],
}

test('An administrator adds a rule of the house; from then on it underlines, until it is removed', async () => {
  const edition = (await ben.get('/api/v1/tone/rules')).body.edition
  const added = await fay.post('/api/v1/tone/rules', gadget)
  expect(added).toMatchObject({ status: 201, body: { ...gadget, version: 1, off: false, warnings: [], reach: { good: 0 } } })
  expect(await rulesHit('Your GADGETS are here.')).toEqual([added.body.rule])
  const read = (await ben.get('/api/v1/tone/rules')).body
  expect(read.edition).not.toBe(edition)
  expect(read.rules).toMatchObject([{ rule: added.body.rule, patterns: ['gadget~'] }])
  expect((await fay.delete(`/api/v1/tone/rules/${added.body.rule}`)).body).toEqual({ rule: added.body.rule })
  expect(await rulesHit('Your gadgets are here.')).toEqual([])
  expect((await fay.delete(`/api/v1/tone/rules/${added.body.rule}`)).body.code).toBe('tone.rule_not_found')
})

test('A rule is replaced whole; who edits an older version is told', async () => {
  const { body } = await fay.post('/api/v1/tone/rules', gadget)
  const edited = await fay.put(`/api/v1/tone/rules/${body.rule}`, { ...gadget, patterns: ['widget'], version: 1 })
  expect(edited.body).toMatchObject({ rule: body.rule, patterns: ['widget'], version: 2 })
  expect((await fay.put(`/api/v1/tone/rules/${body.rule}`, { ...gadget, version: 1 })).body.code).toBe('platform.stale_version')
  expect(await rulesHit('a gadget and a widget')).toEqual([body.rule])
  await fay.put(`/api/v1/tone/rules/${body.rule}`, { ...gadget, off: true, version: 2 })
  expect(await rulesHit('a gadget and a widget')).toEqual([])
  await fay.delete(`/api/v1/tone/rules/${body.rule}`)
})

test('A rule holds in its channels and on its days only', async () => {
  const { body } = await fay.post('/api/v1/tone/rules', { ...gadget, channels: ['chat'], from: '2020-01-01', until: '2099-12-31' })
  expect(await rulesHit('a gadget', { channel: 'chat' })).toEqual([body.rule])
  expect(await rulesHit('a gadget', { channel: 'email' })).toEqual([])
  await fay.put(`/api/v1/tone/rules/${body.rule}`, { ...gadget, until: '2020-01-31', version: 1 })
  expect(await rulesHit('a gadget')).toEqual([])
  await fay.delete(`/api/v1/tone/rules/${body.rule}`)
  expect((await fay.post('/api/v1/tone/rules', { ...gadget, from: '2026-02-01', until: '2026-01-01' })).body.code).toBe(
    'tone.dates_turned_round',
  )
})

test.each([['(a+)+b'], ['(x*)*'], ['word … word … word … word'], ['(unclosed'], ['a{1,5000}'], ['~']])(
  'A pattern that could take long, or says nothing, is refused with how to write it: %s',
  async (pattern) => {
    const answer = await fay.post('/api/v1/tone/rules', { ...gadget, patterns: [pattern] })
    expect(answer).toMatchObject({ status: 400, body: { code: 'tone.pattern_refused' } })
    expect(answer.body.detail).toContain(pattern)
    expect(answer.body.detail.length).toBeGreaterThan(pattern.length + 60)
  },
)

test('A rule that underlines whatever is well written is refused with its figures; one that underlines much is warned of', async () => {
  const all = await fay.post('/api/v1/tone/rules', { ...gadget, patterns: ['(the|you|we|to|it|and|is)'] })
  expect(all.body.code).toBe('tone.hits_everything')
  expect(all.body.detail).toMatch(/\d+ of \d+/)
  const wide = await fay.post('/api/v1/tone/trials', { rule: { ...gadget, patterns: ['today'] }, text: 'Today it leaves.' })
  expect(wide.body.reach.good).toBeGreaterThan(3)
  expect(wide.body.warnings.join()).toMatch(/\d+ of \d+/)
})

test('A rule is tried without being kept; what it advises against itself is told', async () => {
  const tried = await fay.post('/api/v1/tone/trials', {
    rule: { ...gadget, instead: ['a better gadget'] },
    text: 'One gadget, two gadgets.',
  })
  expect(tried.body.hits.map(({ start, end }: { start: number; end: number }) => [start, end])).toEqual([
    [4, 10],
    [16, 23],
  ])
  expect(tried.body.warnings.join()).toContain('a better gadget')
  expect(await db.selectFrom('tone_rules').selectAll().execute()).toEqual([])
})

test('A rule that came with Redress is switched off, made milder, switched on, and is again as it came', async () => {
  const off = await fay.put('/api/v1/tone/changes/en-001', { off: true, version: 0 })
  expect(off.body).toMatchObject({ rule: 'en-001', off: true, version: 1 })
  expect(await rulesHit('Calm down.')).toEqual([])
  expect((await fay.put('/api/v1/tone/changes/en-001', { severity: 1, version: 0 })).body.code).toBe('platform.stale_version')
  const milder = await fay.put('/api/v1/tone/changes/en-001', { severity: 1, version: 1 })
  expect(milder.body).toMatchObject({ severity: 1, version: 2 })
  expect(await hitsOf('Calm down.')).toMatchObject([{ rule: 'en-001', severity: 1 }])
  expect((await fay.delete('/api/v1/tone/changes/en-001')).body).toEqual({ rule: 'en-001' })
  expect((await fay.delete('/api/v1/tone/changes/en-001')).body).toEqual({ rule: 'en-001' })
  expect(await hitsOf('Calm down.')).toMatchObject([{ severity: 3 }])
  await fay.put('/api/v1/tone/changes/el-word-1', { off: false, version: 0 })
  expect(await rulesHit('Σίγουρα, κυρία μας.')).toContain('el-word-1')
  await fay.delete('/api/v1/tone/changes/el-word-1')
  expect((await fay.put('/api/v1/tone/changes/xx-999', { off: true, version: 0 })).body.code).toBe('tone.rule_not_shipped')
})

test('«Σίγουρα» stands in both columns of the table, and the report says so; as it came, no conflict is live', async () => {
  const { data } = (await ben.get('/api/v1/tone/conflicts')).body
  expect(data).toContainEqual({ language: 'el', word: 'σίγουρα', unsuitable: 'el-word-1', suitable: 'el-word-2', live: false })
  expect(data.filter(({ live }: { live: boolean }) => live)).toEqual([])
  await fay.put('/api/v1/tone/changes/el-word-1', { off: false, version: 0 })
  await fay.put('/api/v1/tone/changes/el-word-2', { off: false, version: 0 })
  const after = (await ben.get('/api/v1/tone/conflicts')).body.data
  expect(after.filter(({ live }: { live: boolean }) => live)).toMatchObject([{ word: 'σίγουρα' }])
  await Promise.all([fay.delete('/api/v1/tone/changes/el-word-1'), fay.delete('/api/v1/tone/changes/el-word-2')])
})

test('Two who change the same rule at once do not overwrite each other', async () => {
  const both = await Promise.all([1, 2].map((severity) => fay.put('/api/v1/tone/changes/en-002', { severity, version: 0 })))
  expect(statusesOf(both)).toEqual([200, 412])
  await fay.delete('/api/v1/tone/changes/en-002')
})

test('Agents read the rules and may not edit them', async () => {
  expect((await ben.get('/api/v1/tone/rules')).status).toBe(200)
  expect((await ben.post('/api/v1/tone/rules', gadget)).status).toBe(403)
  expect((await ben.put('/api/v1/tone/changes/en-001', { off: true, version: 0 })).status).toBe(403)
})
