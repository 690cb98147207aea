import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listPrecedents } from './list-precedents.ts'
import { listSimilar } from './list-similar.ts'
import type { Sources } from './sources.ts'
import { explainUnlike, listUnlike } from './unlike-cases.ts'
import { outdatePrecedent, writePrecedent } from './write-precedent.ts'

export function precedentsRoutes({ serve }: Routes, sources: Sources) {
  serve(contract.listSimilar, (work, { params, query }) => listSimilar(work, sources, { ...params, ...query }))
  serve(contract.listPrecedents, (work, { query }) => listPrecedents(work, sources, query))
  serve(contract.writePrecedent, (work, { params, body, version }) => writePrecedent(work, sources, { ...params, ...body, version }))
  serve(contract.outdatePrecedent, (work, { params, body }) => outdatePrecedent(work, sources, { ...params, ...body }))
  serve(contract.listUnlike, (work, { query }) => listUnlike(work, sources, query))
  serve(contract.explainUnlike, (work, { params, body }) => explainUnlike(work, sources, { ...params, ...body }))
}
