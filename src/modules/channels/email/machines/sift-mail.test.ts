import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseMail } from '../mime/parse-mail.ts'
import { type Sifted, siftMail } from './sift-mail.ts'

const sifted = async (name: string): Promise<Sifted> =>
  siftMail(await parseMail(readFileSync(new URL(`../samples/${name}.eml`, import.meta.url))))
const flagsOf = (sift: Sifted) => Object.entries(sift).flatMap(([name, value]) => (value === true ? [name] : []))
const ours = (at: number) => `rd.0190a000-0000-7000-8000-00000000000${at}.x1@shop.example`

test.each([
  ['bounce-failed', ['bounce'], ours(1)],
  ['bounce-delayed', ['delayed'], ours(1)],
  ['bounce-exim', ['bounce'], ours(2)],
  ['bounce-qmail', ['bounce'], ours(3)],
  ['absence-exchange-greek', ['autoReply'], ours(4)],
  ['absence-title-only', ['autoReply'], ours(5)],
  ['read-receipt', ['readReceipt'], ours(7)],
  ['abuse-report', ['reportsAbuse'], ours(8)],
  ['contact-form', ['generated'], null],
  ['list-mail', ['list'], null],
  ['our-own-loop', ['autoReply', 'loop'], null],
  ['person-about-absence', [], null],
  ['person-about-bounce', [], null],
  ['parts-of-all-kinds', [], null],
])('%s is told as %j', async (name, flags, original) => {
  const sift = await sifted(name)
  expect(flagsOf(sift)).toEqual(flags)
  expect(sift.original.messageId).toBe(original)
})

test.each(['bounce-failed', 'bounce-exim', 'bounce-qmail'])('%s names who was not reached, and why', async (name) => {
  const sift = await sifted(name)
  expect(sift.recipients).toEqual(['gone@customer.example'])
  expect(sift.status).toMatch(/^5\.\d\.\d$/)
  expect(sift.reason).toMatch(/5\.\d\.\d/)
})

test('an auto-generated mail that answers one of ours is an answer of a machine', async () => {
  const raw = 'From: x@y.example\r\nAuto-Submitted: auto-generated\r\nIn-Reply-To: <a@b.example>\r\nSubject: Thanks\r\n\r\nWe got it.'
  expect(flagsOf(siftMail(await parseMail(Buffer.from(raw))))).toEqual(['autoReply'])
})
