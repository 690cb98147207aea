import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { LimitName } from './rules/authority.ts'
import type { Basis, Kind } from './rules/kinds.ts'
import type { Needs } from './rules/matrix.ts'

/** What each of them names: the remedy, its issue and form, and its sum; null of what costs nothing. */
interface OfRemedy extends OfComplaint {
  remedy: string
  issue: string
  kind: Kind
  basis: Basis
  amount: number | null
  currency: string | null
}

/** With its two entries in the ledger; null of what costs nothing. */
interface Booked extends OfRemedy {
  booking: string | null
}

declare module '#platform/fact.ts' {
  interface Facts {
    /** `words`, `evidence`: the seals over them. `matrix`: the version of the limits. */
    'remedy.proposed': OfRemedy & { words: string; evidence: string | null; matrix: number }
    'remedy.requested': OfRemedy & { binds: LimitName; needs: Needs; expires: string }
    /** One of the two that a request beyond all limits needs. */
    'remedy.signed': OfRemedy & { as: 'manager' | 'finance'; matrix: number }
    /** `as`: whose authority it was. */
    'remedy.approved': Booked & { as: 'own_authority' | 'role' | 'manager' | 'finance'; matrix: number; expires: string }
    'remedy.refused': OfRemedy & { reason: string }
    /** `agent`: whose proposal it was, where a colleague's; `asked`: nobody had answered it. */
    'remedy.expired': Booked & { agent: string | null; asked: boolean }
    'remedy.cancelled': Booked & { reason: string }
    'remedy.executed': Booked & { message: string | null }
    'remedy.confirmed': Booked
    'remedy.settled': Booked
    /** `corrects`: the booking that the counter-entry takes back. */
    'remedy.reversed': Booked & { reason: string; corrects: string | null }
    /** Its sum lies outside of what like cases got; `words`: the seal over the reason. */
    'remedy.departed': OfRemedy & { words: string }
    /** Somebody looked at what a guard found. `finding`: the seal over what they saw. */
    'guard.looked': OfComplaint & { remedy: string; guard: string; finding: string }
    'acquaintance.noted': OfComplaint & { agent: string }
    'chargeback.noted': OfComplaint & { chargeback: string; on: string }
    /** `wanted`, `floor_reason`: the seals over them. */
    'expectation.noted': OfComplaint & {
      issue: string
      wanted: string | null
      tags: string[]
      floor: number | null
      floor_currency: string | null
      floor_reason: string | null
    }
    'authority.written': OfHouse<'remedies'> & { version: number; valid_from: string }
    /** Whoever is to answer it was reminded, on a working day, once. */
    'remedy.reminded': OfRemedy & { approver: string }
    /** Both days belong to it. */
    'deputy.named': OfHouse<'remedies'> & { deputyship: string; agent: string; deputy: string; from: string; to: string }
    'deputy.ended': OfHouse<'remedies'> & { deputyship: string; agent: string }
    /** Somebody took the ledger of a stretch out of the house as a table. */
    'ledger.exported': OfHouse<'remedies'> & {
      from: string | null
      until: string
      account: string | null
      team: string | null
      complaint_id: string | null
    }
    'budget.added': OfHouse<'remedies'> & { budget: string; team: string | null; amount: number; currency: string }
    'budget.changed': OfHouse<'remedies'> & { budget: string; amount: number; currency: string }
    'budget.opened': OfHouse<'remedies'> & { budget: string }
    /** So much of the envelope is used that somebody should look. */
    'budget.warned': OfHouse<'remedies'> & { budget: string; used: number; amount: number; currency: string }
  }
  interface Acts {
    /** Before something is proposed: does it depart from what like cases got, and is that explained? `worth` in the house's currency where known. */
    'remedy.propose': {
      complaint: string
      issue: string
      basis: string
      worth: { amount: number; currency: string } | null
      explained: boolean
    }
  }
}
