import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listEntries, listEntryVersions } from './list-entries.ts'
import { addEntry, writeEntry } from './write-entry.ts'

export function catalogueRoutes({ serve }: Pick<Routes, 'serve'>) {
  serve(contract.listEntries, (work, { query }) => listEntries(work, query))
  serve(contract.listEntryVersions, (work, { params }) => listEntryVersions(work, params.entry))
  serve(contract.addEntry, (work, { body }) => addEntry(work, body))
  serve(contract.writeEntry, (work, { params, body }) => writeEntry(work, params.entry, body))
}
