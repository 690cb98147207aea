import { expect, test } from 'vitest'
import { ownMessageId, subjectOfReply, subjectWithNumber, threadingOf } from './threading.ts'

const number = 'RD-2026-000123-7'

test('a reply carries the subject once and the number once', () => {
  expect(subjectOfReply('My refund', number)).toBe('Re: My refund [RD-2026-000123-7]')
  expect(subjectOfReply('Re: RE: Fwd: My refund [RD-2026-000123-7]', number)).toBe('Re: My refund [RD-2026-000123-7]')
  expect(subjectOfReply('ΑΠ: Η παραγγελία μου', number)).toBe('Re: Η παραγγελία μου [RD-2026-000123-7]')
  expect(subjectOfReply('', number)).toBe('Re: [RD-2026-000123-7]')
})

test('a subject cannot begin another header line', () => {
  expect(subjectOfReply('Hello\r\nBcc: eve@example.org', number)).toBe('Re: Hello Bcc: eve@example.org [RD-2026-000123-7]')
  expect(subjectWithNumber('A\nB', number)).toBe('A B [RD-2026-000123-7]')
})

test('a chosen subject that names the number stays as it is', () => {
  expect(subjectWithNumber('About RD-2026-000123-7', number)).toBe('About RD-2026-000123-7')
})

test('references grow by the parent, and a long thread keeps its first and its newest', () => {
  expect(threadingOf({ message_id: 'b@x', reference_ids: ['a@x'] })).toEqual({ in_reply_to: 'b@x', reference_ids: ['a@x', 'b@x'] })
  expect(threadingOf(undefined)).toEqual({ in_reply_to: null, reference_ids: [] })
  const long = threadingOf({ message_id: 'last@x', reference_ids: Array.from({ length: 50 }, (_, at) => `${at}@x`) })
  expect(long.reference_ids).toHaveLength(20)
  expect(long.reference_ids[0]).toBe('0@x')
  expect(long.reference_ids.at(-1)).toBe('last@x')
})

test('our Message-IDs name the message and the host', () => {
  expect(ownMessageId({ message: 'm', random: 'r', origin: 'https://desk.example:8443/x' })).toBe('rd.m.r@desk.example')
})
