import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listGuards } from './list-guards.ts'
import { lookAt, noteAcquaintance, noteChargeback } from './note-guards.ts'
import { readBunching } from './read-bunching.ts'

export function guardsRoutes({ serve }: Pick<Routes, 'serve'>) {
  serve(contract.listGuards, (work, { params }) => listGuards(work, params.complaint))
  serve(contract.lookAt, (work, { params, body }) => lookAt(work, { ...params, guard: params.code, ...body }))
  serve(contract.noteAcquaintance, (work, { params }) => noteAcquaintance(work, params.complaint))
  serve(contract.noteChargeback, (work, { params, body }) => noteChargeback(work, { ...params, ...body }))
  serve(contract.readBunching, (work, { query }) => readBunching(work, query))
}
