import { complaintsGrants, complaintsRoutes, endWaiting, type Presenting } from '#modules/complaints/index.ts'
import { conversationsGrants, conversationsRoutes, markUnsure } from '#modules/conversations/index.ts'
import { peopleGrants, peopleJobs, peopleRoutes } from '#modules/people/index.ts'
import { type Grants, theDesk } from '#platform/actor.ts'
import { sentenceOf } from '#platform/http/problems.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Job } from '#platform/job.ts'
import type { OpenWork } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { contributions, findMarks } from './reactions.ts'
import { say } from './words.ts'

/** The table of contents: what each module may be asked for, one line a module. */
export const grants: Grants = { ...peopleGrants, ...complaintsGrants, ...conversationsGrants }

const presenting: Presenting = {
  marks: findMarks,
  sayMissing: (work, { reason, data }) => sentenceOf(refuse(reason, data), say(work.actor.kind === 'person' ? work.actor.language : 'en')),
}

export function routes(house: Routes) {
  peopleRoutes(house, { grants, firstRun: contributions.firstRun })
  complaintsRoutes(house, presenting)
  conversationsRoutes(house, presenting)
}

export const jobs = [...peopleJobs, endWaiting] as Job<object>[]

/** What becomes of what dead workers were in the middle of. */
export const afterDeath = (open: OpenWork, workers: string[]): Promise<number> => open(theDesk, (work) => markUnsure(work, workers))
