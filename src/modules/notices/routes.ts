import type { Narrowing } from '#modules/worklist/index.ts'
import type { Routes } from '#platform/http/routes.ts'
import { addBrowser, endBrowser, readPushKey } from './browsers.ts'
import { changeWishes, readWishes } from './change-wishes.ts'
import * as contract from './contract.ts'
import { listAbsences } from './list-absences.ts'
import { countNotices, listNotices } from './list-notices.ts'
import { markAllRead, markComplaintRead, markNotice } from './mark-notices.ts'
import { sayGone, sayPresent } from './presence/say-present.ts'
import { addWatch, endWatch } from './watching/change-watches.ts'
import { listWatches } from './watching/list-watches.ts'
import './facts.ts'

export function noticesRoutes({ serve }: Routes, narrow: Narrowing) {
  serve(contract.listNotices, (work, { query }) => listNotices(work, query))
  serve(contract.countNotices, countNotices)
  serve(contract.markNotice, (work, { params, body }) => markNotice(work, params, body))
  serve(contract.markComplaintRead, (work, { params }) => markComplaintRead(work, params.complaint))
  serve(contract.markAllRead, markAllRead)
  serve(contract.readWishes, readWishes)
  serve(contract.changeWishes, (work, { body, version }) => changeWishes(work, { ...body, version }))
  serve(contract.listAbsences, listAbsences)
  serve(contract.readPushKey, readPushKey)
  serve(contract.addBrowser, (work, { body }) => addBrowser(work, body))
  serve(contract.endBrowser, (work, { body }) => endBrowser(work, body.endpoint))
  serve(contract.listWatches, listWatches)
  serve(contract.addWatch, (work, { body }) => addWatch(work, body, narrow))
  serve(contract.endWatch, (work, { params }) => endWatch(work, params.watch))
  serve(contract.sayPresent, (work, { params, body }) => sayPresent(work, params.complaint, body))
  serve(contract.sayGone, (work, { params, body }) => sayGone(work, params.complaint, body.tab))
}
