import { everyIssueDecided, handOverOpen } from '#modules/complaints/index.ts'
import type { Gates, Reactions } from '#platform/fact.ts'

/** Who may forbid what: asked before the act, by `work.allow`. */
export const gates: Gates = {
  'complaint.close': [everyIssueDecided],
}

/** What follows a fact: in the same transaction, database only. */
export const reactions: Reactions = {
  'agent.deactivated': [handOverOpen],
}

/** Who adds what to what another module shows. */
export const contributions = {
  complaintMarks: [],
}
