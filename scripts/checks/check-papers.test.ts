import { expect, test } from 'vitest'
import { checkPapers } from './check-papers.ts'
import { onATree } from './on-a-tree.ts'

const lines = (count: number) => 'a line\n'.repeat(count)
// Put together here, so that this file holds none itself.
const place = (...names: string[]) => ['', ...names].join('/')

test('papers whose links and paths exist are left alone', async () => {
  const files = {
    'README.md': 'See [the map](ARCHITECTURE.md#tree), `src/app.ts`, `docs/`, [us](https://desk.example/x) and `src/modules/*/index.ts`.',
    'ARCHITECTURE.md': '```\nsrc/not/there.ts\n```\n',
    'src/app.ts': '',
    'docs/using/start.md': '[back](../../README.md)',
  }
  expect(await onATree(checkPapers, files)).toEqual([])
})

test('a link to nowhere and a path of nothing are named', async () => {
  const faults = await onATree(checkPapers, { 'docs/a.md': '[b](b.md) `src/gone.ts` ![c](../c.png) `test/journeys`' })
  expect(faults).toEqual([
    'docs/a.md links to b.md, which does not exist',
    'docs/a.md links to ../c.png, which does not exist',
    'docs/a.md names `src/gone.ts`, which does not exist',
    'docs/a.md names `test/journeys`, which does not exist',
  ])
})

test('what is longer than agreed is named', async () => {
  const files = { 'ARCHITECTURE.md': lines(71), 'src/modules/people/README.md': lines(16), 'docs/decisions/001-x.md': lines(41) }
  expect(await onATree(checkPapers, files)).toHaveLength(3)
  const short = { 'ARCHITECTURE.md': lines(70), 'src/modules/people/README.md': lines(15), 'docs/decisions/001-x.md': lines(40) }
  expect(await onATree(checkPapers, short)).toEqual([])
})

test.each([place('home', 'somebody', 'redress'), place('Users', 'Somebody', 'redress'), place('root', '.npmrc'), place('work', 'main')])(
  'a place on one machine is named: %s',
  async (path) => {
    expect(await onATree(checkPapers, { 'src/x.ts': `const where = '${path}'` })).toEqual([
      expect.stringContaining('src/x.ts:1 names a place'),
    ])
  },
)

test('a scratch folder is a fault in papers, not in code', async () => {
  const path = place('tmp', 'something')
  expect(await onATree(checkPapers, { 'docs/x.md': `Look into ${path}` })).toHaveLength(1)
  expect(await onATree(checkPapers, { 'src/x.ts': `const where = '${path}'` })).toEqual([])
})

test('the lock names no registry of somebody’s own', async () => {
  const lock = (host: string) => ({ 'package-lock.json': `{ "resolved": "https://${host}/x.tgz" }` })
  expect(await onATree(checkPapers, lock('packages.inside.example'))).toHaveLength(1)
  expect(await onATree(checkPapers, lock('registry.npmjs.org'))).toEqual([])
})
