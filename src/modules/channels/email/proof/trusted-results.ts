import { type Authentication, type Proof, proofDomain, proofResult } from './authentication.ts'

interface Field {
  name: string
  value: string
}

const longestField = 10_000
type Method = 'spf' | 'dkim' | 'dmarc'

/**
 * What the mail server in front of us wrote down (Authentication-Results, RFC 8601). Anybody can write such a field into a mail: only the topmost one counts
 * that carries a name which the mailbox trusts, for that server puts its own above all and takes false ones out.
 */
export function trustedResults(headers: readonly Field[], trusted: readonly string[]): Authentication | null {
  const names = new Set(trusted.map((name) => name.trim().toLowerCase()).filter(Boolean))
  if (names.size === 0) return null
  for (const { name, value } of headers) {
    if (name !== 'authentication-results') continue
    const [server = '', ...results] = parts(value.slice(0, longestField))
    const id = /^\s*"?([^\s";]+)/.exec(server)?.[1]?.toLowerCase() ?? ''
    if (names.has(id)) return { by: 'server', server: id, ...proofsOf(results) }
  }
  return null
}

function proofsOf(results: readonly string[]): Record<Method, Proof | null> {
  const proofOf = (method: Method): Proof | null => {
    const found = results.flatMap((said) => proofIn(method, said) ?? [])
    // Several signatures: one that is good is enough.
    return found.find(({ result }) => result === 'pass') ?? found[0] ?? null
  }
  return { spf: proofOf('spf'), dkim: proofOf('dkim'), dmarc: proofOf('dmarc') }
}

function proofIn(method: Method, said: string): Proof | null {
  const [, name, word] = /^\s*([a-z0-9-]+)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(said) ?? []
  const result = name?.toLowerCase() === method ? proofResult(word) : null
  return result && { result, domain: domainIn(method, said) }
}

const domainFields = {
  spf: /\bsmtp\.(?:mailfrom|helo)\s*=\s*"?([^\s;"]+)/i,
  dkim: /\bheader\.(?:d|i)\s*=\s*"?([^\s;"]+)/i,
  dmarc: /\bheader\.from\s*=\s*"?([^\s;"]+)/i,
}

const domainIn = (method: Method, said: string): string | null => proofDomain(domainFields[method].exec(said)?.[1])

/** The parts between semicolons, without comments; a semicolon within quotes parts nothing. */
const parts = (value: string): string[] => withoutComments(value).match(/(?:"[^"]*"|[^;"]|"(?![^"]*"))+/g) ?? []

// Comments may stand in comments; nobody writes more than a few of them.
const mostNested = 5

function withoutComments(value: string): string {
  let bare = value
  for (let depth = 0; depth < mostNested && bare.includes('('); depth += 1) bare = bare.replace(/\([^()]*\)/g, ' ')
  return bare
}
