import { lookup } from 'node:dns'
import { request as plainly, type RequestOptions } from 'node:http'
import { request as securely } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPrivateHost } from './private-host.ts'

export type PostTrouble = 'status' | 'slow' | 'away' | 'private'

/** What came of it: nothing is thrown that the other side can cause. */
export interface Posted {
  status: number | null
  trouble: PostTrouble | null
}

interface Posting {
  headers: Record<string, string>
  body: string | Uint8Array
  /** Hosts of the house's own network that may be told, as `host` or `host:port`, with commas between. */
  own: string | undefined
  signal?: AbortSignal
  /** In milliseconds. */
  patience?: number
}

/** Whether a message may go there: over https to a host of the world, or to one that the operator names. */
export function isOutside(written: string, own: string | undefined): boolean {
  const url = URL.parse(written)
  if (url === null || url.username + url.password !== '') return false
  return isOwn(url, own) || (url.protocol === 'https:' && !isPrivateHost(url.hostname))
}

/** Posts once. Nobody who sends us elsewhere is followed, of the answer only its status is read, and no address of a private network is called. */
export async function postOutside(
  written: string,
  { headers, body, own, signal = new AbortController().signal, patience = 15_000 }: Posting,
): Promise<Posted> {
  if (!isOutside(written, own)) return { status: null, trouble: 'private' }
  const url = new URL(written)
  const slow = AbortSignal.timeout(patience)
  const guard = isOwn(url, own) ? {} : { lookup: worldOnly }
  try {
    const status = await post(url, { headers, body, ...guard, signal: AbortSignal.any([slow, signal]) })
    return { status, trouble: status >= 200 && status < 300 ? null : 'status' }
  } catch (error) {
    signal.throwIfAborted()
    if (slow.aborted) return { status: null, trouble: 'slow' }
    return { status: null, trouble: error instanceof PrivateAddress ? 'private' : 'away' }
  }
}

class PrivateAddress extends Error {}

const isOwn = ({ host, hostname, protocol }: URL, own: string | undefined): boolean =>
  ['http:', 'https:'].includes(protocol) && (own ?? '').split(',').some((one) => one.trim() !== '' && [host, hostname].includes(one.trim()))

interface Sent extends Pick<RequestOptions, 'lookup' | 'signal'> {
  headers: Record<string, string>
  body: string | Uint8Array
}

function post(url: URL, { body, ...options }: Sent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const request = url.protocol === 'https:' ? securely : plainly
  const asked = request(url, { ...options, method: 'POST' }, (answer) => {
    resolve(answer.statusCode ?? 0)
    answer.destroy()
  })
  asked.on('error', reject)
  asked.end(body)
  return promise
}

// A name of the world may be made to stand for an address of this house: what it stands for is looked at, and no other address is called.
const worldOnly: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? []
    if (error || !first) return done(error ?? new Error('There is no such address'), '', 0)
    if (found.some(({ address }) => isPrivateHost(address))) return done(new PrivateAddress('It stands in a private network'), '', 0)
    return options.all ? done(null, found) : done(null, first.address, first.family)
  })
