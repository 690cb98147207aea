import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listTexts } from './list-texts.ts'
import { listVersions, readText } from './read-texts.ts'
import { editText, retireText, writeText } from './write-texts.ts'

export function knowledgeRoutes({ serve }: Routes) {
  serve(contract.listTexts, (work, { query }) => listTexts(work, query))
  serve(contract.readText, (work, { params }) => readText(work, params.text))
  serve(contract.listVersions, (work, { params }) => listVersions(work, params.text))
  serve(contract.writeText, (work, { body }) => writeText(work, body))
  serve(contract.editText, (work, { params, body, version }) => editText(work, params.text, { ...body, version }))
  serve(contract.retireText, (work, { params, body }) => retireText(work, params.text, body.retired))
}
