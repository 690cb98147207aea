import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { Step } from './contract.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    /** `receiver`: who was called at once, at steps T and W. */
    'incident.logged': OfComplaint & { incident: string; step: Step; receiver: string | null; words: string }
    'incident.attended': OfComplaint & { incident: string; words: string }
    'limit.proposed': OfComplaint & { limit: string; manner: 'channel' | 'single_contact'; review_on: string }
    'limit.decided': OfComplaint & { limit: string; decision: 'approved' | 'refused' }
    'limit.told': OfComplaint & { limit: string; message: string }
    'limit.appealed': OfComplaint & { limit: string; words: string }
    'limit.appeal_decided': OfComplaint & { limit: string; outcome: 'kept' | 'lifted' }
    'limit.review_due': OfComplaint & { limit: string }
    'limit.ended': OfComplaint & { limit: string }
    'help.changed': OfHouse<'boundaries'> & { language: string }
  }
}
