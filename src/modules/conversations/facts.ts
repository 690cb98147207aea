import type { OfComplaint } from '#platform/fact.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'message.received': OfComplaint & { message: string; channel: string; words: string; automatic: boolean }
    'reply.written': OfComplaint & { message: string; channel: string; words: string; by_hand: boolean }
    'acknowledgement.written': OfComplaint & { message: string; words: string }
    'notice.written': OfComplaint & { message: string; words: string }
    'message.sent': OfComplaint & { message: string; by_hand: boolean }
    'message.failed': OfComplaint & { message: string }
    'message.bounced': OfComplaint & { message: string }
    'message.unsure': OfComplaint & { message: string }
    'message.requeued': OfComplaint & { message: string }
    'message.withdrawn': OfComplaint & { message: string }
    'message.moved': OfComplaint & { message: string; to: string }
    'message.taken_over': OfComplaint & { message: string; from: string }
    'message.recorded': OfComplaint & { message: string; channel: string; words: string }
    'contact.logged': OfComplaint & { message: string; channel: string; direction: string; words: string }
    'attachment.scanned': OfComplaint & { attachment: string; scan: 'clean' | 'infected' }
    'complainant.named': OfComplaint & { customer: string; message: string }
    'note.written': OfComplaint & { note: string; words: string }
  }
}
