/** What was found out about where a mail comes from. */
export interface Authentication {
  /** Who found it: we ourselves, or the mail server in front of us whose word the mailbox takes. */
  by: 'us' | 'server'
  server: string | null
  spf: Proof | null
  dkim: Proof | null
  dmarc: Proof | null
}

export interface Proof {
  result: ProofResult
  /** The domain that vouches, or does not. */
  domain: string | null
}

export const proofResults = ['pass', 'fail', 'softfail', 'neutral', 'none', 'policy', 'temperror', 'permerror'] as const
export type ProofResult = (typeof proofResults)[number]

/** A result as RFC 8601 names it, whatever case or older name it has; null for words that are none. */
export function proofResult(said: string | undefined): ProofResult | null {
  const word = said?.toLowerCase() ?? ''
  if (word === 'hardfail') return 'fail'
  if (word === 'bestguesspass') return 'none'
  return proofResults.find((result) => result === word) ?? null
}

// A domain name is no longer; what is longer was made to be.
const longestDomain = 253

export const proofDomain = (said: string | undefined): string | null =>
  said
    ?.slice(said.lastIndexOf('@') + 1)
    .toLowerCase()
    .slice(0, longestDomain) || null
