import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { Kind, Outcome, State, Urgency } from './contract.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'complaint.opened': OfComplaint & {
      number: string
      channel: string
      state: State
      words: string
      received_at: string
      customer: string | null
    }
    'complaint.edited': OfComplaint & { fields: string[] }
    'complaint.assigned': OfComplaint & { owner: string | null; team: string | null; state: State }
    'complaint.tagged': OfComplaint & { tag: string }
    'complaint.untagged': OfComplaint & { tag: string }
    'complaint.ranked': OfComplaint & { urgency: Urgency }
    'complaint.waiting': OfComplaint & { reply_by: string; state: State }
    'complaint.resumed': OfComplaint & { state: State }
    'complaint.resolved': OfComplaint
    'complaint.closed': OfComplaint & { closure: string; state: State }
    'complaint.reopened': OfComplaint & { reason: string; state: State }
    'complaint.withdrawn': OfComplaint & { words: string; state: State }
    'complaint.classified': OfComplaint & { kind: Kind; reason: string; state: State }
    'complaint.restricted': OfComplaint & { restriction: string | null; people: string[] }
    'complaint.continued': OfComplaint & { to: string }
    'complaint.followed': OfComplaint & { from: string }
    'issue.added': OfComplaint & { issue: string; category: string | null }
    'issue.edited': OfComplaint & { issue: string; fields: string[] }
    'issue.decided': OfComplaint & { issue: string; outcome: Outcome }
    'category.changed': OfHouse<'complaints'> & { code: string }
  }
  interface Acts {
    'complaint.close': {
      complaint: string
      owner: string | null
      issues: { id: string; outcome: string | null; sentence: string | null }[]
    }
  }
}
