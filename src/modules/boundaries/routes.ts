import type { Language } from '#platform/endpoint.ts'
import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listBoundaries, listOwnBoundaries } from './find-boundaries.ts'
import { appealLimit, decideAppeal, decideLimit, endLimit, proposeLimit, tellLimit } from './limit-contact.ts'
import { attendIncident, logIncident } from './log-incident.ts'
import { readHelp, writeHelp } from './write-help.ts'

export function boundariesRoutes({ serve }: Routes) {
  serve(contract.listBoundaries, (work, { params }) => listBoundaries(work, params.complaint))
  serve(contract.logIncident, (work, { params, body }) => logIncident(work, params.complaint, body))
  serve(contract.attendIncident, (work, { params, body }) => attendIncident(work, params, body))
  serve(contract.proposeLimit, (work, { params, body }) => proposeLimit(work, params.complaint, body))
  serve(contract.decideLimit, (work, { params, body }) => decideLimit(work, params, body))
  serve(contract.tellLimit, (work, { params, body }) => tellLimit(work, params, body))
  serve(contract.appealLimit, (work, { params, body }) => appealLimit(work, params, body))
  serve(contract.decideAppeal, (work, { params, body }) => decideAppeal(work, params, body))
  serve(contract.endLimit, (work, { params, body }) => endLimit(work, params, body))
  serve(contract.listOwnBoundaries, listOwnBoundaries)
  serve(contract.readHelp, readHelp)
  // the platform lets only our languages through where a path says `:language`
  serve(contract.writeHelp, (work, { params, body }) => writeHelp(work, params.language as Language, body))
}
