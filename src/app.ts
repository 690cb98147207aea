import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { auditGrants, auditRoutes } from '#modules/audit/index.ts'
import { boundariesGrants, boundariesRoutes } from '#modules/boundaries/index.ts'
import { calendarsGrants, calendarsRoutes } from '#modules/calendars/index.ts'
import { channelsGrants, channelsJobs, channelsRoutes, startFetching, startReceiver, webformRoutes } from '#modules/channels/index.ts'
import { clocksGrants, clocksRoutes, decideBy, sendDigest } from '#modules/clocks/index.ts'
import {
  closeObserved,
  complaintsGrants,
  complaintsRoutes,
  endAwaiting,
  endWaiting,
  type Presenting,
  remindOfWaiting,
} from '#modules/complaints/index.ts'
import {
  conversationsGrants,
  conversationsRoutes,
  draftWithHelper,
  endHelperDrafts,
  markUnsure,
  scanAttachment,
  triageMessage,
} from '#modules/conversations/index.ts'
import { handoversGrants, handoversRoutes } from '#modules/handovers/index.ts'
import { knowledgeGrants, knowledgeRoutes } from '#modules/knowledge/index.ts'
import { lettersGrants, lettersRoutes } from '#modules/letters/index.ts'
import { gatherNotices, noticesGrants, noticesRoutes, sendNoticeLetter } from '#modules/notices/index.ts'
import { peopleGrants, peopleJobs, peopleRoutes } from '#modules/people/index.ts'
import { precedentsGrants, precedentsRoutes } from '#modules/precedents/index.ts'
import { procedureGrants, procedureRoutes } from '#modules/procedure/index.ts'
import { breakPromise, promisesGrants, promisesRoutes } from '#modules/promises/index.ts'
import {
  catalogueGrants,
  catalogueRoutes,
  couponsGrants,
  couponsRoutes,
  deliverWebhook,
  expireCoupons,
  expireRemedy,
  guardsGrants,
  guardsRoutes,
  paymentsGrants,
  paymentsRoutes,
  remediesGrants,
  remediesRoutes,
  remindApprover,
} from '#modules/remedies/index.ts'
import { byOrder, customersNamed, inTexts, searchGrants, searchRoutes } from '#modules/search/index.ts'
import { askSurvey, surveysGrants, surveysRoutes } from '#modules/surveys/index.ts'
import { tasksGrants, tasksRoutes, tellOverdue } from '#modules/tasks/index.ts'
import { toneGrants, toneRoutes } from '#modules/tone/index.ts'
import { triageGrants, triageRoutes } from '#modules/triage/index.ts'
import { type Finding, narrowComplaints, worklistGrants, worklistRoutes } from '#modules/worklist/index.ts'
import { type Grants, theDesk } from '#platform/actor.ts'
import { sentenceOf } from '#platform/http/problems.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Job } from '#platform/job.ts'
import type { Live } from '#platform/live.ts'
import type { OpenWork, Tools } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { portalRoutes } from '#portal/routes.ts'
import { bearsMark, contributions, findMarks, keepPrecedents, precedentSources } from './reactions.ts'
import { say } from './words.ts'

/** The table of contents: what each module may be asked for, one line a module. */
export const grants: Grants = {
  ...peopleGrants,
  ...calendarsGrants,
  ...knowledgeGrants,
  ...toneGrants,
  ...triageGrants,
  ...complaintsGrants,
  ...conversationsGrants,
  ...handoversGrants,
  ...boundariesGrants,
  ...clocksGrants,
  ...procedureGrants,
  ...promisesGrants,
  ...remediesGrants,
  ...catalogueGrants,
  ...couponsGrants,
  ...paymentsGrants,
  ...guardsGrants,
  ...precedentsGrants,
  ...tasksGrants,
  ...surveysGrants,
  ...lettersGrants,
  ...worklistGrants,
  ...channelsGrants,
  ...searchGrants,
  ...noticesGrants,
  ...auditGrants,
}

/** What lists are narrowed by and only higher modules can find. */
export const finding: Finding = { bearsMark, inTexts, byOrder, customers: customersNamed }

/** What lists and complaints are shown with, of every module that adds to them. */
export const presenting: Presenting = {
  marks: findMarks,
  bearsMark,
  decideBy,
  narrow: (work, typed) => narrowComplaints(work, typed, finding),
  sayMissing: (work, { reason, data }) => sentenceOf(refuse(reason, data), say(work.actor.kind === 'person' ? work.actor.language : 'en')),
}

export function routes(house: Routes) {
  peopleRoutes(house, { grants, firstRun: contributions.firstRun })
  calendarsRoutes(house)
  knowledgeRoutes(house)
  toneRoutes(house)
  triageRoutes(house)
  complaintsRoutes(house, presenting)
  conversationsRoutes(house, presenting)
  handoversRoutes(house)
  boundariesRoutes(house)
  clocksRoutes(house)
  procedureRoutes(house)
  promisesRoutes(house)
  remediesRoutes(house)
  catalogueRoutes(house)
  couponsRoutes(house)
  paymentsRoutes(house)
  guardsRoutes(house)
  precedentsRoutes(house, precedentSources)
  tasksRoutes(house)
  surveysRoutes(house)
  lettersRoutes(house, presenting)
  worklistRoutes(house, { marking: presenting, say, sentence: (refusal, language) => sentenceOf(refusal, say(language)) })
  channelsRoutes(house)
  webformRoutes(house)
  noticesRoutes(house, presenting.narrow)
  searchRoutes(house, finding)
  auditRoutes(house, { presenting, parts: contributions.bundleParts, say })
  portalRoutes(house)
}

export const jobs = [
  ...peopleJobs,
  endWaiting,
  endAwaiting,
  remindOfWaiting,
  closeObserved,
  sendDigest,
  scanAttachment,
  triageMessage,
  draftWithHelper,
  breakPromise,
  expireRemedy,
  expireCoupons,
  keepPrecedents,
  deliverWebhook,
  remindApprover,
  tellOverdue,
  askSurvey,
  gatherNotices,
  sendNoticeLetter,
  ...channelsJobs,
] as Job<object>[]

interface Listening {
  open: OpenWork
  database: { pool: Pool }
  live: Live
  log: Logger
  tools: Tools
}

/** What listens beside the jobs: our own mail receiver, and one connection a mailbox. */
export const listeners: ((house: Listening) => Promise<{ stop(): Promise<void> } | null>)[] = [
  ({ open, tools, log }) => startReceiver({ open, configuration: tools.configuration, log }),
  async ({ open, database, live, log }) => startFetching({ open, pool: database.pool, live, log }),
]

/** What becomes of what dead workers were in the middle of. */
export const afterDeath = (open: OpenWork, workers: string[]): Promise<number> =>
  open(theDesk, async (work) => {
    await endHelperDrafts(work, workers)
    return markUnsure(work, workers)
  })
