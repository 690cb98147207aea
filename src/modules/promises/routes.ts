import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { detectInText } from './detect-in-text.ts'
import { listOwnPromises, listPromises } from './find-promises.ts'
import { keepPromise } from './keep-promise.ts'
import { makePromise } from './make-promise.ts'
import { reagreePromise, releasePromise } from './release-promise.ts'

export function promisesRoutes({ serve }: Routes) {
  serve(contract.listPromises, (work, { params }) => listPromises(work, params.complaint))
  serve(contract.makePromise, (work, { params, body }) => makePromise(work, params.complaint, body))
  serve(contract.keepPromise, (work, { params, body }) => keepPromise(work, params, body))
  serve(contract.releasePromise, (work, { params, body }) => releasePromise(work, params, body))
  serve(contract.reagreePromise, (work, { params, body }) => reagreePromise(work, params, body))
  serve(contract.listOwnPromises, listOwnPromises)
  serve(contract.detectPromises, (work, { body }) => detectInText(work, body))
}
