import type { Routes } from '#platform/http/routes.ts'
import { addIssue } from './add-issue.ts'
import { assignComplaint } from './assign-complaint.ts'
import { classifyComplaint } from './classify-complaint.ts'
import { closeComplaint, reopenComplaint } from './close-complaint.ts'
import * as contract from './contract.ts'
import { addCategory, editCategory, listCategories } from './edit-categories.ts'
import { editComplaint } from './edit-complaint.ts'
import { editIssue } from './edit-issue.ts'
import { complaintFor } from './find-complaint.ts'
import { countComplaints, listComplaints } from './list-complaints.ts'
import { type Presenting, presentComplaint } from './present-complaint.ts'
import { restrictComplaint } from './restrict-complaint.ts'
import { liveRoute } from './serve-live.ts'
import { tagComplaint, untagComplaint } from './tag-complaint.ts'
import { waitForCustomer } from './wait-for-customer.ts'
import { withdrawComplaint } from './withdraw-complaint.ts'

export function complaintsRoutes(routes: Routes, presenting: Presenting) {
  const { serve } = routes
  liveRoute(routes)
  serve(contract.listComplaints, (work, { query }) => listComplaints(work, query, presenting))
  serve(contract.countComplaints, countComplaints)
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
    presentComplaint(work, await waitForCustomer(work, params.complaint, Temporal.Instant.from(body.reply_by)), presenting),
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
  serve(contract.listCategories, async (work) => ({ data: await listCategories(work) }))
  serve(contract.addCategory, (work, { body }) => addCategory(work, body))
  serve(contract.editCategory, (work, { params, body, version }) => editCategory(work, params.code, { ...body, version }))
}
