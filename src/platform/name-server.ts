import { Resolver } from 'node:dns/promises'

/** Asks a name server for the records of a kind, as `dns.resolve` answers them. */
export type AskName = (name: string, kind?: string) => Promise<unknown>

/** How much one mail may make us ask: SPF allows ten names, and a mail may carry many signatures. */
const mostQuestions = 40
const patience = { timeout: 2_000, tries: 1 }
const wholePatience = 8_000
const mostKnown = 2_000
const knownFor = 5 * 60_000

interface Known {
  until: number
  answer: Promise<unknown>
}

const known = new Map<string, Known>()

/** For one mail: answers are shared between mails for five minutes; what takes too long or asks too much is a question without an answer. */
export function askingFor(servers: readonly string[], now: () => number = () => performance.now()): AskName {
  const resolver = new Resolver(patience)
  if (servers.length > 0) resolver.setServers(servers)
  const began = now()
  let asked = 0
  return (name, kind = 'A') => {
    asked += 1
    if (asked > mostQuestions || now() - began > wholePatience) return Promise.reject(unanswered())
    const key = `${servers.join()} ${kind} ${name.toLowerCase()}`
    const kept = known.get(key)
    if (kept && kept.until > now()) return kept.answer
    const answer = resolver.resolve(name, kind)
    answer.catch(() => undefined)
    keep(key, { until: now() + knownFor, answer })
    return answer
  }
}

function keep(key: string, answer: Known) {
  const [oldest] = known.keys()
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest)
  known.delete(key)
  known.set(key, answer)
  // A server that did not answer may do so for the next mail.
  answer.answer.catch((error: unknown) => {
    if (!isNo(error)) known.delete(key)
  })
}

const isNo = (error: unknown): boolean => ['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')

const unanswered = () => Object.assign(new Error('The name servers were not asked any further'), { code: 'ETIMEOUT' })
