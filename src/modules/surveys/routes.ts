import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listSurveys, readCoverage } from './find-surveys.ts'
import { suppressSurvey } from './suppress-survey.ts'
import { editSettings, settingsOf } from './survey-settings.ts'

export function surveysRoutes({ serve }: Routes) {
  serve(contract.listSurveys, (work, { params }) => listSurveys(work, params.complaint))
  serve(contract.suppressSurvey, (work, { params, body }) => suppressSurvey(work, params.complaint, body))
  serve(contract.readCoverage, (work, { query }) => readCoverage(work, query))
  serve(contract.readSettings, settingsOf)
  serve(contract.editSettings, (work, { body, version }) => editSettings(work, { ...body, version }))
}
