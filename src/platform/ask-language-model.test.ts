import { expect, test } from 'vitest'
import { modelDouble } from '#test/language-model-double.ts'
import { addressOf, askLanguageModel, ModelFailed, type ModelTrouble } from './ask-language-model.ts'
import { readConfiguration } from './configuration.ts'

const double = await modelDouble()
const question = [{ role: 'user' as const, content: 'Please draft.' }]
const to = { url: double.url, key: 'k-secret-0123456789', model: 'small' }

async function failing(patience?: number): Promise<{ trouble: ModelTrouble | undefined; whole: string }> {
  try {
    await askLanguageModel(to, question, { ...(patience !== undefined && { patience }) })
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error
    return { trouble: error.trouble, whole: `${error.stack} ${String(error.cause)}` }
  }
  return { trouble: undefined, whole: '' }
}

function sending(status: number, body: string, headers: Record<string, string> = {}) {
  double.sends = { status, body, headers }
}

test('it asks for a completion with the key in its header, and gives the words and the model', async () => {
  double.sends = null
  double.says = '<think>hm</think>Dear customer,\n\nthank you.'
  expect(await askLanguageModel(to, question)).toEqual({ text: 'Dear customer,\n\nthank you.', model: 'small' })
  const { path, key, body } = double.asked.at(-1) ?? { path: '', key: '', body: '{}' }
  expect({ path, key }).toEqual({ path: '/v1/chat/completions', key: 'Bearer k-secret-0123456789' })
  expect(JSON.parse(body)).toMatchObject({ model: 'small', stream: false, messages: question })
  expect((await askLanguageModel({ url: double.url }, question)).model).toBe('double-1')
  expect(double.asked.at(-1)?.key).toBeUndefined()
})

test('an address without a path gets the usual one, a whole one stays', () => {
  expect(addressOf('http://localhost:8080')).toBe('http://localhost:8080/v1/chat/completions')
  expect(addressOf('http://localhost:11434/v1/')).toBe('http://localhost:11434/v1/chat/completions')
  expect(addressOf('https://llm.example/api/chat/completions')).toBe('https://llm.example/api/chat/completions')
})

test('what goes wrong has a name, and says neither the key nor the question', async () => {
  const wrong: [status: number, body: string, trouble: ModelTrouble][] = [
    [500, 'k-secret-0123456789', 'refused'],
    [404, '', 'refused'],
    [401, 'who are you', 'key'],
    [429, '', 'busy'],
    [200, '<html>', 'unreadable'],
    [200, '{"choices":[{"message":{"content":', 'unreadable'],
    [200, '[]', 'unreadable'],
    [200, 'null', 'unreadable'],
    [200, '{"choices":[{"message":{"content":{"a":1}}}]}', 'unreadable'],
    [200, '{"choices":[{"message":{"content":"  "}}]}', 'empty'],
    [200, JSON.stringify({ choices: [{ message: { content: 'x'.repeat(20_000) } }] }), 'too_long'],
    [200, 'x'.repeat(3_000_000), 'too_long'],
  ]
  for (const [status, body, expected] of wrong) {
    sending(status, body)
    const { trouble, whole } = await failing()
    expect({ body: body.slice(0, 30), trouble }).toEqual({ body: body.slice(0, 30), trouble: expected })
    expect(whole).not.toMatch(/k-secret|Please draft/)
  }
})

test('who sends us elsewhere is not followed', async () => {
  const other = await modelDouble()
  sending(307, '', { location: `${other.url}/chat/completions` })
  expect((await failing()).trouble).toBe('away')
  expect(other.asked).toEqual([])
})

test('a server that does not answer is left after a while; one that is not there is away', async () => {
  double.sends = null
  double.slowness = 3000
  expect((await failing(100)).trouble).toBe('slow')
  double.slowness = 0
  await expect(askLanguageModel({ url: 'http://127.0.0.1:9' }, question)).rejects.toMatchObject({ trouble: 'away' })
  await expect(askLanguageModel(to, question, { signal: AbortSignal.abort(new Error('stopping')) })).rejects.toThrow('stopping')
})

test('plain http is only for this machine and the private network', () => {
  const read = (url: string) => readConfiguration({ REDRESS_LLM_URL: url }).REDRESS_LLM_URL
  for (const url of [
    'http://localhost:11434/v1',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    'http://10.1.2.3/v1',
    'http://172.20.0.3:8000/v1',
    'http://192.168.1.9',
    'http://ollama:11434',
    'http://gpu.lan/v1',
    'https://llm.example/v1',
  ])
    expect(read(url)).toBe(url)
  for (const url of ['http://llm.example/v1', 'http://8.8.8.8/v1', 'http://172.32.0.1', 'http://[2001:db8::1]/v1', 'http://10.example.com'])
    expect(() => read(url)).toThrow(
      'REDRESS_LLM_URL must begin with https://, unless the server is on this machine or in the private network.',
    )
  for (const url of ['ftp://localhost', 'localhost:11434', 'nonsense']) expect(() => read(url)).toThrow('REDRESS_LLM_URL must')
  expect(() => read('https://user:word@llm.example')).toThrow('the key is REDRESS_LLM_KEY')
  expect(() => readConfiguration({ REDRESS_LLM_KEY: 'abc' })).toThrow('without REDRESS_LLM_URL')
})
