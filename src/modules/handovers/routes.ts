import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { listHandovers, listOwnHandovers } from './find-handovers.ts'
import { requestHandover } from './request-handover.ts'
import { acceptHandover, declineHandover, withdrawHandover } from './settle-handover.ts'

export function handoversRoutes({ serve }: Routes) {
  serve(contract.listHandovers, (work, { params }) => listHandovers(work, params.complaint))
  serve(contract.requestHandover, (work, { params, body }) => requestHandover(work, params.complaint, body))
  serve(contract.acceptHandover, (work, { params, body }) => acceptHandover(work, params, body))
  serve(contract.declineHandover, (work, { params, body }) => declineHandover(work, params, body))
  serve(contract.withdrawHandover, (work, { params, body }) => withdrawHandover(work, params, body))
  serve(contract.listOwnHandovers, listOwnHandovers)
}
