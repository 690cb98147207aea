import type { OfComplaint, OfHouse } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'mailbox.changed': OfHouse<'channels'> & { mailbox: string }
    'mailbox.alarmed': OfHouse<'channels'> & { mailbox: string; kind: 'silent' | 'unread' | 'unsent'; since: string }
    'mailbox.recovered': OfHouse<'channels'> & { mailbox: string; kind: 'silent' | 'unread' | 'unsent' }
    'mail.opened_by_hand': OfComplaint & { mail: string }
    'mail.attached_by_hand': OfComplaint & { mail: string }
    'complaint.reviewed': OfComplaint
    'mail.raw_read': OfHouse<'channels'> & { mail: string }
    'sender.judged': OfComplaint & { verdict: 'spam' | 'trusted' | null; always: boolean }
    'acknowledgement.withheld': OfComplaint & { reason: string }
    /** A person had it sent all the same. */
    'acknowledgement.released': OfComplaint & { reason: string }
    'notice.withheld': OfComplaint & { reason: string }
    'mail.stopped': OfHouse<'channels'> & { stop: string; holds: string; mailbox: string | null; reason: string }
    'mail.resumed': OfHouse<'channels'> & { stop: string; holds: string; mailbox: string | null }
    'mail.budgets_changed': OfHouse<'channels'> & { figures: { [budget: string]: number | undefined } }
  }
}
