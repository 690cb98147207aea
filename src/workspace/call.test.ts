import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { endpoint } from '#platform/endpoint.ts'
import { addressOf, problemOf } from './call.ts'

const list = endpoint('GET /complaints/:complaintId/messages', {
  requires: 'signed_in',
  about: 'Lists messages.',
  query: z.object({ tag: z.optional(z.array(z.string())), cursor: z.optional(z.string()) }),
  answers: z.unknown(),
})

test('an address carries its parameters encoded, its lists repeated, and leaves out what is not asked', () => {
  const address = addressOf(list, { complaintId: 'a/b' }, { tag: ['urgent', 'ζημιά'], cursor: undefined })
  expect(address).toBe('/api/v1/complaints/a%2Fb/messages?tag=urgent&tag=%CE%B6%CE%B7%CE%BC%CE%B9%CE%AC')
})

test('a problem says its sentence, its code and its fields', () => {
  const said = {
    code: 'remedies.above_authority',
    detail: 'Ask Ruth.',
    errors: [{ path: 'amount', sentence: 'Too much.' }],
    limit: 12,
  }
  const problem = problemOf(403, JSON.stringify(said))
  expect(problem).toMatchObject({ status: 403, code: said.code, sentence: 'Ask Ruth.', errors: said.errors, data: { limit: 12 } })
})

test('a page of a proxy becomes a problem without a sentence', () => {
  expect(problemOf(502, '<h1>Bad gateway</h1>')).toMatchObject({ status: 502, code: '', sentence: '', errors: [] })
})
