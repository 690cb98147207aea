import type { BodyOf, Id } from '#platform/endpoint.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Work } from '#platform/work.ts'
import { assignComplaint } from './assign-complaint.ts'
import { actOnMany } from './bulk/act-on-many.ts'
import { undoBulk } from './bulk/undo-bulk.ts'
import { closeComplaint } from './closing/close-complaint.ts'
import { endDispute, openDispute } from './closing/dispute-outside.ts'
import { reopenComplaint } from './closing/reopen-complaint.ts'
import * as contract from './contract.ts'
import { editComplaint } from './edit-complaint.ts'
import { complaintFor } from './find-complaint.ts'
import { readLoad } from './find-load.ts'
import { listReturned } from './find-returned.ts'
import { endMention } from './following/end-mention.ts'
import { findReaders } from './following/find-readers.ts'
import { followComplaint, unfollowComplaint } from './following/follow-complaint.ts'
import { addIssue } from './issues/add-issue.ts'
import { editIssue } from './issues/edit-issue.ts'
import { classifyComplaint } from './kind/classify-complaint.ts'
import { addCategory, editCategory, listCategories } from './kind/edit-categories.ts'
import { findAlike, findAlikeBefore } from './linking/find-alike.ts'
import { mergeComplaint } from './linking/merge-complaint.ts'
import { sayDifferent } from './linking/say-different.ts'
import { separateComplaint } from './linking/separate-complaint.ts'
import { splitIssue } from './linking/split-issue.ts'
import { countComplaints, listComplaints } from './list-complaints.ts'
import { acceptOffer, refuseOffer } from './offers/answer-offer.ts'
import { offerComplaint } from './offers/offer-complaint.ts'
import { type Presenting, presentComplaint } from './present-complaint.ts'
import { restrictComplaint } from './restrict-complaint.ts'
import { liveRoute } from './serve-live.ts'
import { tagComplaint, untagComplaint } from './tag-complaint.ts'
import { awaitColleague, resumeComplaint } from './waiting/await-colleague.ts'
import { waitForCustomer } from './waiting/wait-for-customer.ts'
import { withdrawComplaint } from './withdraw-complaint.ts'

export function complaintsRoutes(routes: Routes, presenting: Presenting) {
  const { serve } = routes
  liveRoute(routes)
  serve(contract.listComplaints, (work, { query }) => listComplaints(work, query, presenting))
  serve(contract.countComplaints, countComplaints)
  serve(contract.listReturned, listReturned)
  serve(contract.readLoad, readLoad)
  serve(contract.readComplaint, async (work, { params }) => presentComplaint(work, await complaintFor(work, params.complaint), presenting))
  serve(contract.editComplaint, async (work, { params, body, version }) =>
    presentComplaint(work, await editComplaint(work, params.complaint, { ...body, version }), presenting),
  )
  serve(contract.assignComplaint, async (work, { params, body }) =>
    presentComplaint(work, await assignComplaint(work, params.complaint, body), presenting),
  )
  serve(contract.classifyComplaint, async (work, { params, body }) =>
    presentComplaint(work, await classifyComplaint(work, params.complaint, body), presenting),
  )
  serve(contract.waitForCustomer, async (work, { params, body }) =>
    presentComplaint(work, await waitForCustomer(work, params.complaint, waitingOf(body)), presenting),
  )
  serve(contract.restrictComplaint, async (work, { params, body }) =>
    presentComplaint(work, await restrictComplaint(work, params.complaint, body), presenting),
  )
  serve(contract.tagComplaint, (work, { params, body }) => tagComplaint(work, params.complaint, body.tag))
  serve(contract.untagComplaint, (work, { params }) => untagComplaint(work, params.complaint, params.tag))
  serve(contract.addIssue, (work, { params, body }) => addIssue(work, params.complaint, body))
  serve(contract.editIssue, (work, { params, body, version }) => editIssue(work, params, { ...body, version }))
  serve(contract.closeComplaint, (work, { params, body }) => closeComplaint(work, params.complaint, body))
  serve(contract.reopenComplaint, (work, { params, body }) => reopenComplaint(work, params.complaint, body.reason))
  serve(contract.withdrawComplaint, (work, { params, body }) => withdrawComplaint(work, params.complaint, body.words))
  serve(contract.actOnMany, (work, { body }) => actOnMany(work, body, presenting))
  serve(contract.undoBulk, (work, { params }) => undoBulk(work, params.bulk, presenting))
  followingRoutes(routes)
  lifecycleRoutes(routes, presenting)
  serve(contract.listCategories, async (work) => ({ data: await listCategories(work) }))
  serve(contract.addCategory, (work, { body }) => addCategory(work, body))
  serve(contract.editCategory, (work, { params, body, version }) => editCategory(work, params.code, { ...body, version }))
}

function lifecycleRoutes({ serve }: Routes, presenting: Presenting) {
  serve(contract.awaitColleague, async (work, { params, body }) =>
    presentComplaint(work, await awaitColleague(work, params.complaint, body), presenting),
  )
  serve(contract.resumeComplaint, async (work, { params }) =>
    presentComplaint(work, await resumeComplaint(work, params.complaint), presenting),
  )
  serve(contract.offerComplaint, async (work, { params, body }) =>
    presentComplaint(work, await offerComplaint(work, params.complaint, body.message ?? null), presenting),
  )
  serve(contract.acceptOffer, async (work, { params, body }) =>
    presentComplaint(work, await acceptOffer(work, params.complaint, body), presenting),
  )
  serve(contract.refuseOffer, async (work, { params, body }) =>
    presentComplaint(work, await refuseOffer(work, params.complaint, body), presenting),
  )
  serve(contract.mergeComplaint, async (work, { params, body }) =>
    presentComplaint(work, await mergeComplaint(work, params.complaint, body), presenting),
  )
  serve(contract.separateComplaint, async (work, { params, body }) =>
    presentComplaint(work, await separateComplaint(work, params.complaint, body.reason), presenting),
  )
  serve(contract.splitIssue, async (work, { params, body }) => presentComplaint(work, await splitIssue(work, params, body), presenting))
  serve(contract.readAlike, (work, { params }) => findAlike(work, params.complaint))
  serve(contract.findAlike, (work, { body }) => findAlikeBefore(work, body))
  serve(contract.sayDifferent, (work, { params, body }) => sayDifferent(work, params.complaint, body.other))
  serve(contract.openDispute, (work, { params, body }) => openDispute(work, params.complaint, body))
  serve(contract.endDispute, (work, { params, body }) => endDispute(work, params, body.reason))
}

function followingRoutes({ serve }: Routes) {
  const shown = async (work: Work, complaint: Id, act: Promise<void>) => {
    await act
    return findReaders(work, complaint)
  }
  serve(contract.readReaders, (work, { params }) => findReaders(work, params.complaint))
  serve(contract.followComplaint, (work, { params }) => shown(work, params.complaint, followComplaint(work, params.complaint)))
  serve(contract.unfollowComplaint, (work, { params }) => shown(work, params.complaint, unfollowComplaint(work, params.complaint)))
  serve(contract.endMention, (work, { params }) => shown(work, params.complaint, endMention(work, params.complaint, params.agent)))
}

const waitingOf = ({ reply_by, remind_at, ...rest }: BodyOf<typeof contract.waitForCustomer>) => ({
  ...rest,
  replyBy: Temporal.Instant.from(reply_by),
  remindAt: remind_at ? Temporal.Instant.from(remind_at) : undefined,
})
