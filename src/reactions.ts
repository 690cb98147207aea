import { acknowledgeOpened, answeredByPerson, channelsFirstRun, findChannelMarks, queueDelivery } from '#modules/channels/index.ts'
import { everyIssueDecided, type FindMarks, handOverOpen } from '#modules/complaints/index.ts'
import { findUnsent } from '#modules/conversations/index.ts'
import { type FirstRunStep, peopleFirstRun } from '#modules/people/index.ts'
import { wasBackedUp } from '#platform/backup/backup-taken.ts'
import type { Gates, Reactions } from '#platform/fact.ts'

/** Who may forbid what: asked before the act, by `work.allow`. */
export const gates: Gates = {
  'complaint.close': [everyIssueDecided],
}

/** What follows a fact: in the same transaction, database only. */
export const reactions: Reactions = {
  'agent.deactivated': [handOverOpen],
  'complaint.opened': [acknowledgeOpened],
  'reply.written': [queueDelivery, answeredByPerson],
  'acknowledgement.written': [queueDelivery],
  'notice.written': [queueDelivery],
  'message.requeued': [queueDelivery],
}

/** Who adds what to what another module shows. */
export const contributions: Contributions = {
  firstRun: [...peopleFirstRun, ...channelsFirstRun, { code: 'backup', done: wasBackedUp }],
  complaintMarks: [findUnsent, findChannelMarks],
}

interface Contributions {
  /** Lines of the first-run list. */
  firstRun: FirstRunStep[]
  /** What a row of a list carries besides: one query each, for the whole page. */
  complaintMarks: FindMarks[]
}

/** The marks of all who contribute, gathered. */
export const findMarks: FindMarks = async (work, complaints) => {
  const gathered = new Map<string, string[]>()
  for (const find of contributions.complaintMarks) {
    for (const [complaint, marks] of await find(work, complaints)) gathered.set(complaint, [...(gathered.get(complaint) ?? []), ...marks])
  }
  return gathered
}
