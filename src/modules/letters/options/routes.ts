import type { Routes } from '#platform/http/routes.ts'
import { recordAnswer } from './answer-offer.ts'
import * as contract from './contract.ts'
import { listOffers } from './find-offers.ts'

export function optionsRoutes({ serve }: Pick<Routes, 'serve'>) {
  serve(contract.listOffers, (work, { params }) => listOffers(work, params.complaint))
  serve(contract.recordAnswer, (work, { params, body }) => recordAnswer(work, params, body))
}
