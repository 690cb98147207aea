import type { HeldBack, Reason } from '../contract.ts'

/** What is known of a complaint and its customer before they are asked. */
export interface Known {
  /** What a colleague said. */
  said: Reason | null
  /** The steps of the incidents that were logged, and what the customer's messages were read to say. */
  signs: readonly string[]
  restriction: string | null
  optedOut: boolean
  address: string | null
}

/** Why this customer is not asked what they think; null when they are. Who may be in danger is left in peace, whatever else holds. */
export function whyHeldBack({ said, signs, restriction, optedOut, address }: Known): HeldBack | null {
  if (said) return said
  if (signs.includes('self_harm')) return 'self_harm'
  if (signs.includes('threat') || restriction === 'threat') return 'threat'
  if (optedOut) return 'opted_out'
  return address === null ? 'no_address' : null
}
