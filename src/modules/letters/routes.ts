import type { Language } from '#platform/endpoint.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { SayMissing } from './compose.ts'
import * as contract from './contract.ts'
import { letterNamed, listTemplates, listTemplateVersions, writeTemplate } from './edit-template.ts'
import { listLetters } from './find-letters.ts'
import { optionsRoutes } from './options/index.ts'
import { readBodies, writeBody } from './outside-body.ts'
import { previewLetter, readLetter } from './read-letter.ts'
import { previewSheet, sendLetter } from './send-letter.ts'

// The path's schema holds the codes of languages.
export function lettersRoutes({ serve }: Routes, { sayMissing: say }: { sayMissing: SayMissing }) {
  optionsRoutes({ serve })
  serve(contract.listLetters, (work, { params }) => listLetters(work, params.complaint))
  serve(contract.readLetter, (work, { params, query }) =>
    readLetter(work, { complaint: params.complaint, letter: letterNamed(params.letter) }, { ...query, say }),
  )
  serve(contract.previewLetter, (work, { params, body }) =>
    previewLetter(work, { complaint: params.complaint, letter: letterNamed(params.letter) }, { ...body, say }),
  )
  serve(contract.previewSheet, (work, { params, body }) =>
    previewSheet(work, { complaint: params.complaint, letter: letterNamed(params.letter) }, body),
  )
  serve(contract.sendLetter, (work, { params, body }) => sendLetter(work, params.complaint, { ...body, say }))
  serve(contract.listTemplates, listTemplates)
  serve(contract.listTemplateVersions, (work, { params }) => listTemplateVersions(work, params.letter, params.language as Language))
  serve(contract.writeTemplate, (work, { params, body }) =>
    writeTemplate(work, { letter: params.letter, language: params.language as Language }, body),
  )
  serve(contract.readBodies, readBodies)
  serve(contract.writeBody, (work, { params, body }) => writeBody(work, params.language as Language, body))
}
