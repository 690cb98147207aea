import { expect, test } from 'vitest'
import { trustedResults } from './trusted-results.ts'

const field = (value: string) => ({ name: 'authentication-results', value })
const google = field(
  'mx.google.com; dkim=pass header.i=@customer.example header.s=mail header.b=ab12; spf=pass (google.com: domain of ada@customer.example designates 192.0.2.1; as permitted) smtp.mailfrom=ada@customer.example; dmarc=pass (p=REJECT sp=NONE dis=NONE) header.from=customer.example',
)

test('what the server in front of us found is read, comments and all', () => {
  expect(trustedResults([google], ['mx.google.com'])).toEqual({
    by: 'server',
    server: 'mx.google.com',
    spf: { result: 'pass', domain: 'customer.example' },
    dkim: { result: 'pass', domain: 'customer.example' },
    dmarc: { result: 'pass', domain: 'customer.example' },
  })
})

test('a field of a server that the mailbox does not trust says nothing, whoever stands below it', () => {
  expect(trustedResults([google], [])).toBeNull()
  expect(trustedResults([google], ['mx.desk.example'])).toBeNull()
  expect(
    trustedResults([field('evil.example; dmarc=pass'), field('mx.desk.example; dmarc=fail header.from=bank.example')], ['mx.desk.example']),
  ).toMatchObject({
    dmarc: { result: 'fail', domain: 'bank.example' },
  })
})

test('of two fields with the trusted name the topmost counts', () => {
  const found = trustedResults([field('mx.desk.example; dmarc=fail'), field('mx.desk.example; dmarc=pass')], ['MX.Desk.Example '])
  expect(found?.dmarc?.result).toBe('fail')
})

test.each([
  ['mx.desk.example 1; spf=softfail smtp.helo=mail.customer.example', 'spf', { result: 'softfail', domain: 'mail.customer.example' }],
  ['mx.desk.example; dkim=fail header.d=one.example; dkim=pass header.d=two.example', 'dkim', { result: 'pass', domain: 'two.example' }],
  ['"mx.desk.example"; dmarc=PASS (a; b=c) header.from="Customer.Example"', 'dmarc', { result: 'pass', domain: 'customer.example' }],
  ['mx.desk.example; spf=hardfail smtp.mailfrom=x@y.example', 'spf', { result: 'fail', domain: 'y.example' }],
  ['mx.desk.example; none', 'dmarc', null],
  ['mx.desk.example; dmarc=wonderful', 'dmarc', null],
  ['mx.desk.example; dkim=pass (((((', 'dkim', { result: 'pass', domain: null }],
] as const)('%s', (value, method, proof) => {
  expect(trustedResults([field(value)], ['mx.desk.example'])?.[method]).toEqual(proof)
})
