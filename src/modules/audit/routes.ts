import type { Routes } from '#platform/http/routes.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Exporting } from './bundle.ts'
import * as contract from './contract.ts'
import { exportBundle } from './export-bundle.ts'
import { listFacts } from './list-facts.ts'
import { readRecordState } from './read-record-state.ts'

export function auditRoutes({ serve, serveStream }: Routes, exporting: Exporting) {
  serve(contract.listFacts, (work, { params, query }) => {
    const say = exporting.say(work.actor.kind === 'person' ? work.actor.language : 'en')
    return listFacts(work, { ...query, ...params, say })
  })
  serve(contract.readRecordState, readRecordState)
  serve(contract.readBundleKey, (work) => Promise.resolve({ algorithm: 'Ed25519' as const, key: toolsOf(work).secrets.seal.publicKey }))
  serveStream(
    {
      url: contract.bundlePath(':complaint'),
      requires: 'bundles.export',
      about:
        'A complaint as one zip: facts, messages, letters, files, clocks and promises, a page to read, a signed manifest, and a program that checks all of it offline. Its export is written down.',
    },
    (tools, request, reply) => exportBundle({ ...tools, ...exporting }, request, reply),
  )
}
