import type { RemedyState } from './states.ts'

/** The accounts that a sum goes through. `granted` is the other side of all of them: everything that was ever approved, below zero. */
export const accounts = ['granted', 'open', 'cancelled', 'executed', 'confirmed', 'settled', 'reversed'] as const
export type Account = (typeof accounts)[number]

export const bookedActs = ['approved', 'cancelled', 'expired', 'executed', 'confirmed', 'settled', 'reversed'] as const
export type BookedAct = (typeof bookedActs)[number]

const moves = {
  approved: { from: 'granted', to: 'open' },
  cancelled: { from: 'open', to: 'cancelled' },
  expired: { from: 'open', to: 'cancelled' },
  executed: { from: 'open', to: 'executed' },
  confirmed: { from: 'executed', to: 'confirmed' },
  settled: { from: 'confirmed', to: 'settled' },
} as const satisfies Record<Exclude<BookedAct, 'reversed'>, { from: Account; to: Account }>

/** From which account to which an act moves a sum; a counter-entry takes it from where it stands. */
export function moveOf(act: BookedAct, stood: RemedyState): { from: Account; to: Account } {
  if (act !== 'reversed') return moves[act]
  if (stood !== 'executed' && stood !== 'confirmed' && stood !== 'settled') throw new Error(`Nothing of what is ${stood} can be reversed`)
  return { from: stood, to: 'reversed' }
}

/** One side of a booking, as far as a sum depends on it. */
export interface Booked {
  remedy: string
  act: BookedAct
  account: Account
  amount: number
  currency: string
}

/** A fact of a complaint, as far as the ledger reads it. */
export interface Told {
  fact: string
  data: Readonly<Record<string, unknown>>
}

/** The ledger of a complaint, worked out anew from its facts, oldest first: it must equal the one that is kept. */
export function ledgerOf(facts: readonly Told[]): Booked[] {
  const stood = new Map<string, RemedyState>()
  return facts.flatMap(({ fact, data }) => {
    const [noun, verb] = fact.split('.')
    const { remedy, amount, currency } = data
    if (noun !== 'remedy' || typeof remedy !== 'string') return []
    const before = stood.get(remedy)
    const act = bookedActs.find((one) => one === verb)
    if (act === undefined) return []
    stood.set(remedy, act)
    const isMoney = typeof amount === 'number' && typeof currency === 'string'
    // What was taken back or ran out before anybody said yes was never booked.
    if (!isMoney || (act !== 'approved' && before === undefined)) return []
    const { from, to } = moveOf(act, before ?? 'approved')
    return [
      { remedy, act, account: to, amount, currency },
      { remedy, act, account: from, amount: -amount, currency },
    ]
  })
}
