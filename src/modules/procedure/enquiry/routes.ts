import type { Routes } from '#platform/http/routes.ts'
import * as contract from '../contract.ts'
import { answerSummary } from './answer-summary.ts'
import { askSummary } from './ask-summary.ts'
import { beginStage } from './begin-stage.ts'
import { countTriggers } from './count-triggers.ts'
import { addCause, editCause, listCauses } from './edit-causes.ts'
import { listChecklists, listChecklistVersions, writeChecklist } from './edit-checklists.ts'
import { dropIntake, keepIntake, listIntakes } from './keep-intake.ts'
import { logFinding } from './log-finding.ts'
import { notePoint } from './note-point.ts'
import { readEnquiry } from './present-enquiry.ts'
import { setCause } from './set-cause.ts'
import { setTriggers } from './set-triggers.ts'

/** The part of procedure that asks, says back, verifies and finds the cause. */
export function enquiryRoutes({ serve }: Routes) {
  serve(contract.readEnquiry, (work, { params }) => readEnquiry(work, params.complaint))
  serve(contract.notePoint, (work, { params, body }) => notePoint(work, params, body))
  serve(contract.askSummary, (work, { params, body }) => askSummary(work, params.complaint, body))
  serve(contract.answerSummary, (work, { params, body }) => answerSummary(work, params, body))
  serve(contract.logFinding, (work, { params, body }) => logFinding(work, params.complaint, body))
  serve(contract.setTriggers, (work, { params, body }) => setTriggers(work, params.complaint, body))
  serve(contract.countTriggers, (work, { query }) => countTriggers(work, query))
  serve(contract.beginStage, (work, { params, body }) => beginStage(work, params.complaint, body))
  serve(contract.setCause, (work, { params, body }) => setCause(work, params, body))
  serve(contract.listCauses, listCauses)
  serve(contract.addCause, (work, { body }) => addCause(work, body))
  serve(contract.editCause, (work, { params, body, version }) => editCause(work, params.code, { ...body, version }))
  serve(contract.listChecklists, listChecklists)
  serve(contract.listChecklistVersions, (work, { params }) => listChecklistVersions(work, params.checklist))
  serve(contract.writeChecklist, (work, { params, body }) => writeChecklist(work, params.checklist, body))
  serve(contract.listIntakes, listIntakes)
  serve(contract.keepIntake, (work, { params, body }) => keepIntake(work, params.intake, body))
  serve(contract.dropIntake, (work, { params }) => dropIntake(work, params.intake))
}
