import type { Routes } from '#platform/http/routes.ts'
import { search } from './contract.ts'
import { findHits } from './find-hits.ts'

export function searchRoutes({ serve }: Routes) {
  serve(search, (work, { query }) => findHits(work, query))
}
