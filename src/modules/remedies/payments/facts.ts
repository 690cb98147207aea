import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { CheckHow } from './contract.ts'
import type { Format } from './rules/payment-file.ts'

type OfPayment = OfComplaint & { payment: string; remedy: string }

// No fact says a payee's name or account, nor a part of it.
declare module '#platform/fact.ts' {
  interface Facts {
    'payee.named': OfComplaint & { payee: string; original: boolean }
    'payee.checked': OfComplaint & { payee: string; how: CheckHow }
    'payee.approved': OfComplaint & { payee: string }
    'payee.ended': OfComplaint & { payee: string }
    'payment.ordered': OfPayment & { payee: string; amount: number; currency: string }
    'payment.exported': OfPayment & { file: string }
    'payment.executed': OfPayment & { on: string }
    'payment.failed': OfPayment
    'payment.cancelled': OfPayment
    'webhook.added': OfHouse<'remedies'> & { webhook: string }
    'webhook.ended': OfHouse<'remedies'> & { webhook: string }
    /** Nobody took it for so long that somebody has to look. */
    'webhook.given_up': OfHouse<'remedies'> & { message: string }
    'webhook.replayed': OfHouse<'remedies'> & { message: string }
    'payment_account.written': OfHouse<'remedies'> & { account: string }
    'payment_file.made': OfHouse<'remedies'> & { file: string; format: Format; payments: number; amount: number; currency: string }
    /** Somebody has the whole account numbers on their own computer now. */
    'payment_file.taken': OfHouse<'remedies'> & { file: string }
  }
}
