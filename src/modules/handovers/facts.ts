import type { OfComplaint } from '#platform/fact.ts'
import type { Why } from './contract.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'handover.requested': OfComplaint & {
      handover: string
      receiver: string
      why: Why
      asked_by: 'customer' | 'colleague'
      reach_by: string
    }
    'handover.accepted': OfComplaint & { handover: string; receiver: string }
    'handover.declined': OfComplaint & { handover: string; receiver: string }
    'handover.withdrawn': OfComplaint & { handover: string; receiver: string }
  }
}
