import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { Kind, Outcome, State, Urgency } from './contract.ts'
import type { ReturnedWhy } from './rules/lifecycle.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'complaint.opened': OfComplaint & {
      number: string
      channel: string
      kind: Kind
      state: State
      words: string
      received_at: string
      customer: string | null
      category: string | null
      /** One of its issues became this complaint: the customer was told of the whole, long ago. */
      split_from?: string
    }
    'complaint.edited': OfComplaint & { fields: string[] }
    'complaint.assigned': OfComplaint & { owner: string | null; team: string | null; state: State }
    'complaint.tagged': OfComplaint & { tag: string }
    'complaint.untagged': OfComplaint & { tag: string }
    'complaint.ranked': OfComplaint & { urgency: Urgency }
    /** `question`: the message that asked; `consequences`: we said what happens without an answer. Where one is missing, no clock pauses. */
    'complaint.waiting': OfComplaint & {
      reply_by: string
      question: string | null
      consequences: boolean
      words: string | null
      remind_at: string | null
      state: State
    }
    'complaint.reminder_due': OfComplaint & { waiting: string; reply_by: string }
    'complaint.awaiting': OfComplaint & {
      waiting: string
      due: string
      agent: string | null
      team: string | null
      words: string
      state: State
    }
    'complaint.resumed': OfComplaint & { state: State }
    'complaint.offered': OfComplaint & { message: string | null; state: State }
    /** Accepted, or decided so that nothing needs acceptance: what was promised is being done. */
    'complaint.agreed': OfComplaint & { answer: string | null; state: State }
    'complaint.delivered': OfComplaint & { state: State }
    /** `message` said the decision to the customer; null where the customer accepted it. */
    'complaint.resolved': OfComplaint & { message: string | null }
    'complaint.returned': OfComplaint & { why: ReturnedWhy; state: State }
    'complaint.closed': OfComplaint & { closure: string; waived: string[]; state: State }
    'complaint.reopened': OfComplaint & { reason: string; counts: boolean; state: State }
    'gate.waived': OfComplaint & { closure: string; gate: string; reason: string }
    'offer.answered': OfComplaint & { answer: string; said: 'accepted' | 'refused' | 'countered'; words: string }
    'complaint.merged': OfComplaint & { into: string; reason: string; state: State }
    'complaint.unmerged': OfComplaint & { from: string; reason: string; state: State }
    /** The other side of a merge: what was merged into this one, and since when this one counts. */
    'complaint.joined': OfComplaint & { from: string; received_at: string }
    'complaint.parted': OfComplaint & { from: string; received_at: string }
    'issue.split': OfComplaint & { issue: string; to: string; reason: string }
    /** The other side of a split: which issue came here, since when it counts, and which messages and promises come with it. */
    'complaint.split': OfComplaint & { from: string; issue: string; received_at: string; messages: string[]; promises: string[] }
    /** Somebody looked, and they are not the same matter. */
    'complaint.different': OfComplaint & { from: string }
    'dispute.opened': OfComplaint & { dispute: string; body: string }
    'dispute.ended': OfComplaint & { dispute: string; reason: string }
    'complaint.withdrawn': OfComplaint & { words: string; state: State }
    'complaint.classified': OfComplaint & { kind: Kind; reason: string; state: State }
    'classification.proposed': OfComplaint & { kind: Kind; reason: string }
    'classification.dropped': OfComplaint & { kind: Kind }
    'complaint.about': OfComplaint & { people: string[] }
    'complaint.restricted': OfComplaint & { restriction: string | null; people: string[] }
    'complaint.continued': OfComplaint & { to: string }
    'complaint.followed': OfComplaint & { from: string }
    /** A note names a colleague: they see the complaint from now on. Where it is restricted, they are named on it. */
    'complaint.mentioned': OfComplaint & { agent: string; note: string }
    'complaint.unmentioned': OfComplaint & { agent: string }
    'follower.added': OfComplaint & { agent: string }
    'follower.removed': OfComplaint & { agent: string }
    'issue.added': OfComplaint & { issue: string; category: string | null }
    'issue.edited': OfComplaint & { issue: string; fields: string[] }
    'issue.decided': OfComplaint & { issue: string; outcome: Outcome }
    'category.changed': OfHouse<'complaints'> & { code: string }
  }
  interface Acts {
    'complaint.close': Closing
    /** Gate A: before an offer or a decision counts as made. */
    'complaint.offer': { complaint: string; issues: Closing['issues'] }
    /** Before everything counts as delivered: what is promised and open. */
    'complaint.deliver': { complaint: string }
    /** Before the customer counts as told: did a sent message say the decision on each issue? */
    'complaint.resolve': { complaint: string; message: string; issues: Closing['issues'] }
    /** Before it counts as no complaint. A gate that answers asks for a second person. */
    'complaint.classify': { complaint: string; kind: Kind }
    /** Before an issue goes on in a complaint of its own: does something hang on it that cannot go with it? */
    'issue.split': { complaint: string; issue: string; title: string }
    /** Before we wait for a customer: was this question sent? */
    'complaint.wait': { complaint: string; question: string }
  }
}

/** What the closing gates are asked about. `closer`: `person/…`, who asked for it, also where the desk does it later. */
interface Closing {
  complaint: string
  owner: string | null
  closer: string
  urgency: string
  restriction: string | null
  issues: { id: string; outcome: string | null; sentence: string | null }[]
}
