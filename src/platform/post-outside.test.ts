import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { atTheEnd } from '#test/at-the-end.ts'
import { isOutside, postOutside } from './post-outside.ts'

const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url === '/silent') return
  if (request.url === '/elsewhere') response.writeHead(302, { location: '/caught' })
  else response.writeHead(request.url === '/broken' ? 500 : 204)
  response.end()
}).listen(0, '127.0.0.1')
await new Promise((ready) => server.once('listening', ready))
atTheEnd(async () => {
  server.closeAllConnections()
  server.close()
})
const { port } = server.address() as AddressInfo
const own = `127.0.0.1:${port}`
const post = (path: string, allowed = own) =>
  postOutside(`http://127.0.0.1:${port}${path}`, {
    headers: {},
    body: '{}',
    own: allowed,
    signal: new AbortController().signal,
    patience: 300,
  })

test('a message is told what came of it, and nobody is followed elsewhere', async () => {
  expect(await post('/')).toEqual({ status: 204, trouble: null })
  expect(await post('/broken')).toEqual({ status: 500, trouble: 'status' })
  expect(await post('/elsewhere')).toEqual({ status: 302, trouble: 'status' })
  expect(await post('/silent')).toEqual({ status: null, trouble: 'slow' })
  expect(asked).not.toContain('/caught')
})

test('no address of a private network is called, by whatever name', async () => {
  asked.length = 0
  expect(await post('/', '')).toEqual({ status: null, trouble: 'private' })
  for (const host of [
    'localhost',
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '[::1]',
    '[fe80::1]',
    '[::ffff:10.0.0.1]',
    '0.0.0.0',
    '100.64.0.1',
    'books',
  ])
    expect(isOutside(`https://${host}/`, undefined)).toBe(false)
  expect(isOutside('https://books.example/', undefined)).toBe(true)
  expect(isOutside('http://books.example/', undefined)).toBe(false)
  expect(isOutside('https://me:secret@books.example/', undefined)).toBe(false)
  expect(isOutside('ftp://books.example/', 'books.example')).toBe(false)
  expect(asked).toEqual([])
})

test('what cannot be reached is away', async () => {
  const gone = await postOutside('http://127.0.0.1:9/', { headers: {}, body: '', own: '127.0.0.1:9', signal: new AbortController().signal })
  expect(gone).toEqual({ status: null, trouble: 'away' })
})
