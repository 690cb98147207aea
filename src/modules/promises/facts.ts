import type { OfComplaint } from '#platform/fact.ts'
import type { ReleasedBy, SaidBy } from './contract.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    /** `words`: the seal of what was promised. */
    'promise.made': OfComplaint & { promise: string; due: string; owner: string | null; message: string | null; words: string }
    'promise.kept': OfComplaint & { promise: string; evidence: 'message' | 'contact' | 'note' | 'text'; of: string | null }
    'promise.broken': OfComplaint & { promise: string; due: string; owner: string | null }
    'promise.released': OfComplaint & { promise: string; how: ReleasedBy; said_at: string; words: string | null }
    'promise.reagreed': OfComplaint & { promise: string; due: string; how: SaidBy; words: string }
  }
  interface Acts {
    /** Before somebody promises it to the customer: may it be said? */
    'promise.make': { complaint: string; text: string }
  }
}
