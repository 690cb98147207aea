import './facts.ts'

export { canSee, complaintsGrants, may, visibleComplaints } from './access.ts'
export { assignComplaint, takeIfUnowned } from './assign-complaint.ts'
export { changeableComplaint, touch as noteActivity } from './change-complaint.ts'
export { closeComplaint } from './closing/close-complaint.ts'
export { closeObserved, watchDelivered } from './closing/close-observed.ts'
export { closedByAnother, everyIssueDecided, everyIssueFound, noDisputeOpen } from './closing/closing-gates.ts'
export { deliverIfNothingOpen } from './closing/deliver-complaint.ts'
export { followUp, goesOnIn, mergedInto } from './closing/follow-up.ts'
export { reopenComplaint } from './closing/reopen-complaint.ts'
export { returnToOpen } from './closing/return-to-open.ts'
export { editComplaint } from './edit-complaint.ts'
export {
  type ComplaintRecord,
  complaintAnywhere,
  complaintFor,
  complaintForUpdate,
  findByNumber,
  findNumbers,
  stateOf,
} from './find-complaint.ts'
export { mentionColleagues } from './following/mention-colleagues.ts'
export { whoSees } from './following/who-sees.ts'
export { handOverOpen } from './hand-over-open.ts'
export { addIssue } from './issues/add-issue.ts'
export { editIssue } from './issues/edit-issue.ts'
export { issuesOf } from './issues/find-issues.ts'
export { classifyComplaint } from './kind/classify-complaint.ts'
export { plantCategories } from './kind/edit-categories.ts'
export { partsOf } from './linking/find-links.ts'
export { mergedHere, wholeOf } from './linking/find-merge.ts'
export { findSplit } from './linking/split-issue.ts'
export { type BearsMark, countNarrowed, type FindMarks, listComplaints, type Marking, type Narrow } from './list-complaints.ts'
export type { DecideBy } from './list-orders.ts'
export { acceptOffer, refuseOffer } from './offers/answer-offer.ts'
export { followTelling, offerComplaint } from './offers/offer-complaint.ts'
export { type NewComplaint, openComplaint } from './open-complaint.ts'
export { type Presenting, presentComplaint } from './present-complaint.ts'
export { restrictAtThreat } from './restrict-complaint.ts'
export { complaintsRoutes } from './routes.ts'
export { tagComplaint } from './tag-complaint.ts'
export { endAwaiting } from './waiting/await-colleague.ts'
export { customerCameBack } from './waiting/customer-came-back.ts'
export { endWaiting, remindOfWaiting, waitForCustomer } from './waiting/wait-for-customer.ts'
export { findWaiting, type WaitingRecord } from './waiting/waitings.ts'
export { withdrawComplaint } from './withdraw-complaint.ts'
