import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { channelsGrants, channelsJobs, channelsRoutes, startFetching, startReceiver, webformRoutes } from '#modules/channels/index.ts'
import { complaintsGrants, complaintsRoutes, endWaiting, type Presenting } from '#modules/complaints/index.ts'
import { conversationsGrants, conversationsRoutes, markUnsure, scanAttachment } from '#modules/conversations/index.ts'
import { peopleGrants, peopleJobs, peopleRoutes } from '#modules/people/index.ts'
import { searchGrants, searchRoutes } from '#modules/search/index.ts'
import { type Grants, theDesk } from '#platform/actor.ts'
import { sentenceOf } from '#platform/http/problems.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Job } from '#platform/job.ts'
import type { Live } from '#platform/live.ts'
import type { OpenWork, Tools } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { portalRoutes } from '#portal/routes.ts'
import { bearsMark, contributions, findMarks } from './reactions.ts'
import { say } from './words.ts'

/** The table of contents: what each module may be asked for, one line a module. */
export const grants: Grants = { ...peopleGrants, ...complaintsGrants, ...conversationsGrants, ...channelsGrants, ...searchGrants }

const presenting: Presenting = {
  marks: findMarks,
  bearsMark,
  sayMissing: (work, { reason, data }) => sentenceOf(refuse(reason, data), say(work.actor.kind === 'person' ? work.actor.language : 'en')),
}

export function routes(house: Routes) {
  peopleRoutes(house, { grants, firstRun: contributions.firstRun })
  complaintsRoutes(house, presenting)
  conversationsRoutes(house, presenting)
  channelsRoutes(house)
  webformRoutes(house)
  searchRoutes(house)
  portalRoutes(house)
}

export const jobs = [...peopleJobs, endWaiting, scanAttachment, ...channelsJobs] as Job<object>[]

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
export const afterDeath = (open: OpenWork, workers: string[]): Promise<number> => open(theDesk, (work) => markUnsure(work, workers))
