import { type Authentication, type Proof, proofDomain, proofResult } from './authentication.ts'

interface Field {
  name: string
  value: string
}

const longestField = 10_000
const methods = ['spf', 'dkim', 'dmarc'] as const

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

function proofsOf(results: readonly string[]): Record<(typeof methods)[number], Proof | null> {
  const found: Record<string, Proof> = {}
  for (const said of results) {
    const [, method = '', word] = /^\s*([a-z0-9-]+)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(said) ?? []
    const result = proofResult(word)
    const name = methods.find((one) => one === method.toLowerCase())
    if (!name || !result) continue
    // Several signatures: one that is good is enough.
    if (!found[name] || (found[name].result !== 'pass' && result === 'pass')) found[name] = { result, domain: domainIn(name, said) }
  }
  return { spf: found['spf'] ?? null, dkim: found['dkim'] ?? null, dmarc: found['dmarc'] ?? null }
}

const domainFields = {
  spf: /\bsmtp\.(?:mailfrom|helo)\s*=\s*"?([^\s;"]+)/i,
  dkim: /\bheader\.(?:d|i)\s*=\s*"?([^\s;"]+)/i,
  dmarc: /\bheader\.from\s*=\s*"?([^\s;"]+)/i,
}

const domainIn = (method: keyof typeof domainFields, said: string): string | null => proofDomain(domainFields[method].exec(said)?.[1])

/** The parts between semicolons, without comments; neither counts within quotes. */
function parts(value: string): string[] {
  const found = ['']
  let [depth, quoted] = [0, false]
  for (const character of value) {
    if (character === '"' && depth === 0) quoted = !quoted
    if (!quoted && character === '(') depth += 1
    if (depth === 0 && !quoted && character === ';') found.push('')
    else if (depth === 0) found.push(`${found.pop() ?? ''}${character}`)
    if (!quoted && character === ')' && depth > 0) depth -= 1
  }
  return found
}
