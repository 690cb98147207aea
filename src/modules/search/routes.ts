import type { Finding } from '#modules/worklist/index.ts'
import type { Routes } from '#platform/http/routes.ts'
import { search } from './contract.ts'
import { findHits } from './find-hits.ts'

export function searchRoutes({ serve }: Routes, finding: Finding) {
  serve(search, (work, { query }) => findHits(work, query, finding))
}
