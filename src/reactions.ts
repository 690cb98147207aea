import type { BundlePart } from '#modules/audit/index.ts'
import { findBoundaryMarks } from '#modules/boundaries/index.ts'
import {
  acknowledgeNamed,
  acknowledgeOpened,
  answeredByPerson,
  bearsChannelMark,
  channelsFirstRun,
  filesOfChannels,
  findChannelMarks,
  mayWriteNotice,
  queueDelivery,
} from '#modules/channels/index.ts'
import {
  bearsClockMark,
  findClockMarks,
  followFact,
  listClocks,
  noSilence,
  rechoosePresets,
  startClocks,
  startMissingClocks,
} from '#modules/clocks/index.ts'
import {
  type BearsMark,
  closedByAnother,
  everyIssueDecided,
  everyIssueFound,
  type FindMarks,
  followTelling,
  handOverOpen,
  noDisputeOpen,
  watchDelivered,
} from '#modules/complaints/index.ts'
import {
  filesOfConversations,
  findTriageMarks,
  findUnsent,
  giveBackLater,
  questionSent,
  queueTriage,
  readAsComplaint,
  showMessages,
  takeDraftsAlong,
} from '#modules/conversations/index.ts'
import { endOfLeaver, endWithComplaint, findHandoverMarks } from '#modules/handovers/index.ts'
import { datesArePromised, decisionTold, lettersSent, listLetters, listOffers } from '#modules/letters/index.ts'
import { settleNotices, tellColleagues, tellWatchers } from '#modules/notices/index.ts'
import { type FirstRunStep, filesOfPeople, peopleFirstRun } from '#modules/people/index.ts'
import { departureExplained, keepingPrecedents, type Sources } from '#modules/precedents/index.ts'
import {
  causeList,
  everyCauseKnown,
  findCauses,
  noteReopened,
  readEnquiry,
  readProcedure,
  requiredStepsDone,
} from '#modules/procedure/index.ts'
import {
  findPromiseMarks,
  listPromises,
  noPromiseOpen,
  releaseUnsent,
  releaseWithComplaint,
  takePromisesAlong,
} from '#modules/promises/index.ts'
import {
  codeSeen,
  codeTakenOrPaid,
  findGiven,
  findRemedyMarks,
  findWishes,
  listCoupons,
  listRemedies,
  noRemedyOnIssue,
  noRemedyPending,
  nothingWaits,
  sumsApproved,
  tellOfPayment,
} from '#modules/remedies/index.ts'
import {
  askWithStep,
  feedbackAsked,
  followedUp,
  holdBackWithStep,
  lapseSurvey,
  listSurveys,
  noteDelivered,
  noteNotDelivered,
  planSurvey,
} from '#modules/surveys/index.ts'
import {
  apologiseAfterHandover,
  askAfterLapse,
  askColleague,
  askHowItGoesOn,
  askToAdjust,
  askToCarryOut,
  askToPay,
  askToRecover,
  askToRemind,
  endTasks,
  findTaskMarks,
  followAfterLeaver,
  followOwner,
  listTasks,
  settleAdjusted,
  settleCarriedOut,
  settleLapsed,
  settlePaid,
  settleWhenAnswered,
  settleWhenTold,
} from '#modules/tasks/index.ts'
import { wasBackedUp } from '#platform/backup/backup-taken.ts'
import type { Gates, Reactions } from '#platform/fact.ts'
import type { NamedFiles } from '#platform/files/sweep-files.ts'

/** What precedents are made of, from whoever knows it. */
export const precedentSources: Sources = { causesOf: findCauses, causeNames: causeList, givenOn: findGiven, wishesOf: findWishes }
export const { keepPrecedents, followDecision } = keepingPrecedents(precedentSources)

/** Who may forbid what: asked before the act, by `work.allow`. */
export const gates: Gates = {
  'complaint.offer': [everyIssueFound],
  'complaint.classify': [readAsComplaint],
  'complaint.wait': [questionSent],
  'complaint.close': [
    everyIssueDecided,
    noDisputeOpen,
    closedByAnother,
    noSilence,
    noPromiseOpen,
    noRemedyPending,
    lettersSent,
    everyCauseKnown,
    requiredStepsDone,
    feedbackAsked,
    followedUp,
  ],
  'issue.split': [noRemedyOnIssue],
  'complaint.resolve': [decisionTold],
  'notice.write': [mayWriteNotice],
  'complaint.deliver': [noPromiseOpen, noRemedyPending],
  'letter.send': [datesArePromised, sumsApproved],
  'reply.write': [nothingWaits],
  'promise.make': [nothingWaits],
  'remedy.propose': [departureExplained(precedentSources)],
}

/** What follows a fact: in the same transaction, database only. */
export const reactions: Reactions = {
  'agent.deactivated': [handOverOpen, endOfLeaver, followAfterLeaver],
  'complaint.delivered': [followFact, watchDelivered, followDecision],
  'complaint.merged': [followFact, takeDraftsAlong, endWithComplaint, lapseSurvey, endTasks, followDecision],
  'complaint.closed': [followFact, endWithComplaint, endTasks, followDecision],
  'complaint.withdrawn': [followFact, endWithComplaint, releaseWithComplaint, lapseSurvey, endTasks, followDecision],
  'complaint.opened': [startClocks, acknowledgeOpened, tellWatchers],
  'complaint.edited': [tellWatchers],
  'complainant.named': [acknowledgeNamed],
  'message.received': [queueTriage, giveBackLater, settleWhenAnswered, tellColleagues],
  'message.withdrawn': [releaseUnsent],
  'message.sent': [followFact, followTelling, settleWhenTold, noteDelivered],
  'contact.logged': [followFact, followTelling, settleWhenTold],
  'message.taken_over': [queueTriage],
  'reply.written': [queueDelivery, answeredByPerson],
  'acknowledgement.written': [queueDelivery],
  'notice.written': [queueDelivery],
  'message.requeued': [queueDelivery],
  'complaint.classified': [startMissingClocks, lapseSurvey],
  'issue.added': [rechoosePresets, tellWatchers],
  'issue.edited': [rechoosePresets, tellWatchers],
  'message.bounced': [followFact, noteNotDelivered, tellColleagues],
  'message.failed': [followFact, noteNotDelivered, tellColleagues],
  'issue.decided': [followFact],
  'complaint.waiting': [followFact],
  'complaint.awaiting': [followFact, askColleague],
  'complaint.resumed': [followFact, settleWhenAnswered],
  'complaint.offered': [followFact],
  'complaint.agreed': [followFact],
  'complaint.resolved': [followFact, planSurvey],
  'complaint.returned': [followFact, lapseSurvey, askHowItGoesOn, followDecision],
  'complaint.reopened': [followFact, lapseSurvey, noteReopened, followDecision],
  'complaint.unmerged': [followFact, followDecision],
  'complaint.joined': [followFact],
  'complaint.parted': [followFact],
  'complaint.split': [showMessages, takePromisesAlong, followFact],
  'promise.made': [followFact],
  'promise.kept': [followFact],
  'promise.broken': [followFact, tellColleagues],
  'promise.released': [followFact],
  'promise.reagreed': [followFact],
  'step.skipped': [holdBackWithStep],
  'step.reset': [askWithStep],
  'complaint.assigned': [followOwner, tellColleagues],
  'complaint.reminder_due': [askToRemind],
  'handover.accepted': [apologiseAfterHandover, settleNotices, tellColleagues],
  'survey.answered': [askToRecover],
  'coupon.revealed': [codeSeen],
  'coupon.redeemed': [codeTakenOrPaid],
  'remedy.proposed': [settleLapsed],
  'remedy.approved': [askToAdjust, settleNotices, tellColleagues],
  'remedy.executed': [settleAdjusted, settleCarriedOut],
  'remedy.cancelled': [settleAdjusted, settleCarriedOut],
  'remedy.expired': [askAfterLapse, settleCarriedOut, settleNotices],
  'options.chosen': [askToCarryOut],
  'payment.ordered': [askToPay],
  'payment.executed': [codeTakenOrPaid, settlePaid, tellOfPayment],
  'payment.failed': [settlePaid],
  'payment.cancelled': [settlePaid],
  'complaint.mentioned': [tellColleagues],
  'clock.warned': [tellColleagues],
  'clock.breached': [tellColleagues],
  'remedy.requested': [tellColleagues],
  'remedy.refused': [settleNotices, tellColleagues],
  'handover.requested': [tellColleagues],
  'handover.declined': [settleNotices, tellColleagues],
  'handover.withdrawn': [settleNotices],
  'task.added': [tellColleagues],
  'task.overdue': [tellColleagues],
  'remedy.reversed': [followDecision],
}

/** Who adds what to what another module shows. */
export const contributions: Contributions = {
  firstRun: [...peopleFirstRun, ...channelsFirstRun, { code: 'backup', done: wasBackedUp }],
  complaintMarks: [
    findTriageMarks,
    findUnsent,
    findChannelMarks,
    findHandoverMarks,
    findBoundaryMarks,
    findPromiseMarks,
    findClockMarks,
    findTaskMarks,
    findRemedyMarks,
  ],
  complaintsMarked: [bearsChannelMark, bearsClockMark],
  namedFiles: [filesOfPeople, filesOfConversations, filesOfChannels],
  bundleParts: [
    { name: 'clocks', find: listClocks, without: ['others', 'ours'] },
    { name: 'procedure', find: readProcedure },
    { name: 'enquiry', find: readEnquiry },
    { name: 'promises', find: listPromises },
    { name: 'remedies', find: listRemedies },
    { name: 'tasks', find: listTasks },
    { name: 'letters', find: listLetters },
    { name: 'offers', find: listOffers },
    { name: 'coupons', find: listCoupons },
    { name: 'surveys', find: listSurveys },
  ],
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
  /** What a complaint's bundle holds beside its facts, words and files: each a file `<name>.json`. */
  bundleParts: BundlePart[]
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
