import { expect, test } from 'vitest'
import { providerOf, troubleOf } from './consent-providers.ts'

test('Google and Microsoft are known by name, Microsoft for one directory', () => {
  expect(providerOf({ provider: 'google', client_id: 'x' })?.token_url).toBe('https://oauth2.googleapis.com/token')
  const microsoft = providerOf({ provider: 'microsoft', client_id: 'x', tenant: 'desk.example' })
  expect(microsoft?.authorise_url).toBe('https://login.microsoftonline.com/desk.example/oauth2/v2.0/authorize')
  expect(microsoft?.scopes).toContain('offline_access')
})

test.each([
  ['http://provider.example/token', 'in clear'],
  ['ftp://provider.example/token', 'no web address'],
  ['https://user@provider.example/token', 'a name in it'],
  ['', 'nothing'],
])('a provider of one’s own is not asked at %s (%s)', (token_url) => {
  const whole = { provider: 'custom' as const, client_id: 'x', authorise_url: 'https://provider.example/authorise' }
  expect(providerOf({ ...whole, token_url: 'https://provider.example/token' })).not.toBeNull()
  expect(providerOf({ ...whole, token_url })).toBeNull()
})

test.each([
  ['invalid_grant', 'lapsed'],
  ['interaction_required', 'lapsed'],
  ['consent_required', 'lapsed'],
  ['invalid_client', 'client'],
  ['temporarily_unavailable', 'away'],
  ['', 'away'],
])('%s means: %s', (error, trouble) => expect(troubleOf(error)).toBe(trouble))
