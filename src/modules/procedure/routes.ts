import type { Routes } from '#platform/http/routes.ts'
import { askAnythingElse, noteFeeling } from './ask-at-the-end.ts'
import * as contract from './contract.ts'
import { endTemplate, listTemplates, listTemplateVersions, writeTemplate } from './edit-templates.ts'
import { enquiryRoutes } from './enquiry/routes.ts'
import { readProcedure } from './present-procedure.ts'
import { resetStep, skipStep, tickPoint, tickStep, untickPoint } from './settle-step.ts'

export function procedureRoutes(house: Routes) {
  const { serve } = house
  serve(contract.readProcedure, (work, { params }) => readProcedure(work, params.complaint))
  serve(contract.tickStep, (work, { params, body }) => tickStep(work, params, body))
  serve(contract.untickStep, (work, { params }) => resetStep(work, params, 'tick'))
  serve(contract.skipStep, (work, { params, body }) => skipStep(work, params, body))
  serve(contract.unskipStep, (work, { params }) => resetStep(work, params, 'skip'))
  serve(contract.tickPoint, (work, { params, body }) => tickPoint(work, params, body))
  serve(contract.untickPoint, (work, { params }) => untickPoint(work, params))
  serve(contract.askAnythingElse, (work, { params, body }) => askAnythingElse(work, params.complaint, body))
  serve(contract.noteFeeling, (work, { params, body }) => noteFeeling(work, params.complaint, body))
  serve(contract.listTemplates, listTemplates)
  serve(contract.listTemplateVersions, (work, { params }) => listTemplateVersions(work, params.template))
  serve(contract.writeTemplate, (work, { params, body }) => writeTemplate(work, params.template, body))
  serve(contract.endTemplate, (work, { params, body }) => endTemplate(work, params.template, body))
  enquiryRoutes(house)
}
