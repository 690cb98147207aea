import { expect, test } from 'vitest'
import { parseMail } from '../mime/parse-mail.ts'
import { isListOf, writerBehindList } from './list-mail.ts'
import { siftMail } from './sift-mail.ts'

const written = (fields: string[], from = 'Eva <eva@customer.example>') =>
  parseMail(
    Buffer.from(`From: ${from}\r\nTo: desk@shop.example\r\nSubject: Wet cabin\r\n${fields.join('\r\n')}\r\n\r\nThe cabin was wet.\r\n`),
  )

test.each([
  ['Mailman', ['List-Id: Crew <crew.lists.example>', 'Precedence: list', 'X-BeenThere: crew@lists.example']],
  ['Google Groups', ['Mailing-list: list crew@lists.example; contact crew+owners@lists.example', 'List-ID: <crew.lists.example>']],
  ['Majordomo', ['Sender: owner-crew@lists.example', 'Precedence: bulk']],
  ['ezmlm', ['Mailing-List: contact crew-help@lists.example; run by ezmlm', 'List-Post: <mailto:crew@lists.example>']],
])('a list of %s is told, and its members write it', async (_name, fields) => {
  expect(siftMail(await written(fields))).toMatchObject({ list: true, generated: false, autoReply: false })
})

test.each([
  [['List-Unsubscribe: <https://shop.example/u>'], false],
  [['List-Unsubscribe: <https://shop.example/u>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'], true],
  [['List-Unsubscribe: <https://shop.example/u>', 'Precedence: bulk'], true],
  [['Precedence: list'], true],
])('%j makes no list; that it went out in bulk: %s', async (fields, generated) => {
  expect(siftMail(await written(fields))).toMatchObject({ list: false, generated })
})

test('a list is ours by the address that it names, in any of the ways in which lists do', async () => {
  const ours = ['desk@shop.example', 'hidden@shop.example']
  const ways = [
    'List-Post: <mailto:Desk@shop.example>',
    'List-Id: The desk <desk.shop.example>',
    'X-BeenThere: desk@shop.example',
    'Mailing-list: list desk@shop.example; contact desk+owners@shop.example',
  ]
  for (const way of ways) expect(isListOf(await written([way]), ours)).toBe(true)
  for (const way of [
    'List-Post: <mailto:crew@shop.example>',
    'List-Id: desk@shop.example <crew.lists.example>',
    'Mailing-list: list crew@lists.example; contact desk@shop.example',
  ])
    expect(isListOf(await written([way]), ours)).toBe(false)
})

test.each([
  ['Eva <eva@customer.example>', [], 'Eva', 'eva@customer.example'],
  ['Eva <eva@customer.example>', ['Reply-To: desk@shop.example'], 'Eva', 'eva@customer.example'],
  ['"\'Eva\' via Desk" <desk@shop.example>', ['Reply-To: Eva K <eva@customer.example>'], 'Eva K', 'eva@customer.example'],
  [
    '"Eva via Desk" <desk@shop.example>',
    ['X-Original-Sender: eva@customer.example', 'Reply-To: desk@shop.example'],
    'Eva',
    'eva@customer.example',
  ],
  ['"Eva via Desk" <desk@shop.example>', ['X-Original-From: Eva K <eva@customer.example>'], 'Eva K', 'eva@customer.example'],
])('behind %s with %j writes %s <%s>', async (...[from, fields, name, address]) => {
  expect(writerBehindList(await written(['List-Post: <mailto:desk@shop.example>', ...fields], from))).toEqual({ name, address })
})
