import type { OfComplaint, OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'mailbox.changed': OfHouse<'channels'> & { mailbox: string }
    'mail.opened_by_hand': OfComplaint & { mail: string }
    'mail.attached_by_hand': OfComplaint & { mail: string }
    'mail.raw_read': OfHouse<'channels'> & { mail: string }
    'sender.judged': OfComplaint & { verdict: 'spam' | 'trusted' | null; always: boolean }
    'acknowledgement.withheld': OfComplaint & { reason: string }
  }
}
