import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listModels } from './list-models.ts'
import { readTextNow } from './read-text.ts'
import { teach } from './teach-triage.ts'
import { learnFrom, noteLearned, takeCorrections } from './train-models.ts'

export function triageRoutes({ serve, serveOutside }: Routes) {
  serve(contract.readText, (work, { body }) => readTextNow(work, body))
  serve(contract.teachTriage, async (work, { body }) => ({ stored: await teach(work, Array.isArray(body) ? body : [body]) }))
  serve(contract.listModels, (work) => listModels(work))
  serveOutside(contract.trainTriage, {
    take: (work) => takeCorrections(work),
    talk: learnFrom,
    note: async (work, { said }) => ({ models: await noteLearned(work, said) }),
  })
}
