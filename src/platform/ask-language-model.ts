/** A server that speaks the chat completions of OpenAI: the operator's own, or one that they pay. */
export interface LanguageModel {
  /** The address of the API, with or without `/v1`: `http://localhost:11434/v1`. */
  url: string
  key?: string | undefined
  model?: string | undefined
}

export interface Said {
  role: 'system' | 'user'
  content: string
}

export type ModelTrouble = 'away' | 'slow' | 'key' | 'busy' | 'refused' | 'unreadable' | 'too_long' | 'empty'

/** The server did not give an answer that can be used. Its message never holds the key, nor what was sent. */
export class ModelFailed extends Error {
  readonly trouble: ModelTrouble
  constructor(trouble: ModelTrouble, said: string, cause?: unknown) {
    super(said, { cause })
    this.name = 'ModelFailed'
    this.trouble = trouble
  }
}

export interface Asking {
  /** In milliseconds. A small machine without a graphics card needs a minute or two. */
  patience?: number
  /** Ends the talk from outside: the program stops. Then the reason of the signal is thrown. */
  signal?: AbortSignal
}

const longPatience = 120_000
const largestQuestion = 60_000
const largestAnswer = 512 * 1024
const longestAnswer = 8_000
const mostTokens = 1500

/** Asks for one answer, in words. Nothing is asked twice, and nobody who sends us elsewhere is followed. Throws ModelFailed. */
export async function askLanguageModel(
  to: LanguageModel,
  messages: readonly Said[],
  { patience = longPatience, signal }: Asking = {},
): Promise<{ text: string; model: string }> {
  const body = JSON.stringify({ model: to.model ?? 'default', messages, stream: false, temperature: 0.3, max_tokens: mostTokens })
  if (body.length > largestQuestion) throw new ModelFailed('too_long', 'The question is too long')
  const ended = AbortSignal.timeout(patience)
  try {
    const response = await post(to, body, signal ? AbortSignal.any([ended, signal]) : ended)
    if (!response.ok) throw refusedBy(response)
    return answerOf(await readBounded(response), to.model)
  } catch (error) {
    signal?.throwIfAborted()
    throw failedBy(error, ended)
  }
}

/** Where completions are asked for: what the operator says is the beginning, and an address without a path gets `/v1`. */
export function addressOf(said: string): string {
  const url = new URL(said)
  const path = url.pathname.replace(/\/+$/, '') || '/v1'
  url.pathname = path.endsWith('/chat/completions') ? path : `${path}/chat/completions`
  return url.toString()
}

const post = ({ url, key }: LanguageModel, body: string, signal: AbortSignal): Promise<Response> =>
  fetch(addressOf(url), {
    method: 'POST',
    body,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
    // What we send was meant for this server, and so was the key.
    redirect: 'error',
    signal,
  })

function failedBy(error: unknown, ended: AbortSignal): ModelFailed {
  if (error instanceof ModelFailed) return error
  if (ended.aborted) return new ModelFailed('slow', 'No answer in time', error)
  return new ModelFailed('away', 'The server cannot be reached, or sent us elsewhere', error)
}

function refusedBy(response: Response): ModelFailed {
  const { status } = response
  void response.body?.cancel()
  if (status === 401 || status === 403) return new ModelFailed('key', `HTTP ${status}`)
  return new ModelFailed(status === 429 || status === 503 ? 'busy' : 'refused', `HTTP ${status}`)
}

async function readBounded({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? []) {
    length += part.byteLength
    // Leaving the loop ends the stream, and with it the connection.
    if (length > largestAnswer) throw new ModelFailed('too_long', 'The answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function answerOf(said: string, asked: string | undefined): { text: string; model: string } {
  const read = readJson(said)
  const text = wordsOf(read).toWellFormed().replaceAll('\0', '').trim()
  if (text === '') throw new ModelFailed('empty', 'The answer says nothing')
  if (text.length > longestAnswer) throw new ModelFailed('too_long', 'The answer is too long')
  const named = typeof read['model'] === 'string' && read['model'].trim() !== '' ? read['model'] : 'default'
  return { text, model: (asked ?? named).replaceAll('\0', '').toWellFormed().slice(0, 200) }
}

type Read = Record<string, unknown>
const isRead = (said: unknown): said is Read => typeof said === 'object' && said !== null

function readJson(said: string): Read {
  try {
    const read: unknown = JSON.parse(said)
    if (isRead(read)) return read
  } catch (error) {
    throw new ModelFailed('unreadable', 'The answer is no JSON', error)
  }
  throw new ModelFailed('unreadable', 'The answer is not what was asked for')
}

/** The words of the first choice. What a reasoning model thought before it spoke is no part of them. */
function wordsOf({ choices }: Read): string {
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined
  const message = isRead(first) ? first['message'] : undefined
  const content = isRead(message) ? message['content'] : undefined
  const parts = Array.isArray(content) ? content.map((part: unknown) => (isRead(part) ? part['text'] : '')) : [content]
  if (!parts.every((part) => typeof part === 'string')) throw new ModelFailed('unreadable', 'The answer is not what was asked for')
  return parts.join('').replace(/^\s*<think>[\s\S]*?(<\/think>|$)/i, '')
}
