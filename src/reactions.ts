import {
  acknowledgeNamed,
  acknowledgeOpened,
  answeredByPerson,
  bearsChannelMark,
  channelsFirstRun,
  filesOfChannels,
  findChannelMarks,
  queueDelivery,
} from '#modules/channels/index.ts'
import { type BearsMark, everyIssueDecided, type FindMarks, handOverOpen } from '#modules/complaints/index.ts'
import { filesOfConversations, findUnsent } from '#modules/conversations/index.ts'
import { type FirstRunStep, filesOfPeople, peopleFirstRun } from '#modules/people/index.ts'
import { wasBackedUp } from '#platform/backup/backup-taken.ts'
import type { Gates, Reactions } from '#platform/fact.ts'
import type { NamedFiles } from '#platform/files/sweep-files.ts'

/** Who may forbid what: asked before the act, by `work.allow`. */
export const gates: Gates = {
  'complaint.close': [everyIssueDecided],
}

/** What follows a fact: in the same transaction, database only. */
export const reactions: Reactions = {
  'agent.deactivated': [handOverOpen],
  'complaint.opened': [acknowledgeOpened],
  'complainant.named': [acknowledgeNamed],
  'reply.written': [queueDelivery, answeredByPerson],
  'acknowledgement.written': [queueDelivery],
  'notice.written': [queueDelivery],
  'message.requeued': [queueDelivery],
}

/** Who adds what to what another module shows. */
export const contributions: Contributions = {
  firstRun: [...peopleFirstRun, ...channelsFirstRun, { code: 'backup', done: wasBackedUp }],
  complaintMarks: [findUnsent, findChannelMarks],
  complaintsMarked: [bearsChannelMark],
  namedFiles: [filesOfPeople, filesOfConversations, filesOfChannels],
}

interface Contributions {
  /** Lines of the first-run list. */
  firstRun: FirstRunStep[]
  /** What a row of a list carries besides: one query each, for the whole page. */
  complaintMarks: FindMarks[]
  /** By which of their marks a list may be narrowed. */
  complaintsMarked: BearsMark[]
  /** The files that a module's rows name: what nobody names is swept. */
  namedFiles: NamedFiles[]
}

/** The marks of all who contribute, gathered. */
export const findMarks: FindMarks = async (work, complaints) => {
  const gathered = new Map<string, string[]>()
  const found = await Promise.all(contributions.complaintMarks.map((find) => find(work, complaints)))
  for (const [complaint, marks] of found.flatMap((each) => [...each]))
    gathered.set(complaint, [...(gathered.get(complaint) ?? []), ...marks])
  return gathered
}

/** The condition for a mark, of whoever sets it. */
export const bearsMark: BearsMark = (mark) =>
  contributions.complaintsMarked.map((bears) => bears(mark)).find((condition) => condition !== null) ?? null
