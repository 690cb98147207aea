import { openComplaint } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Caller } from './caller.ts'
import { type Scene, scene } from './scene.ts'

export interface WorklistHouse {
  stage: Scene
  /** Opens a complaint of the north, unless another team is said. */
  opened: (told: Opened) => Promise<Id>
}

/** A house for lists: complaints of the north as they are told to be. */
export async function worklistHouse(): Promise<WorklistHouse> {
  const stage = await scene()
  return { stage, opened: (told) => openIn(stage, told) }
}

export const northern = ({ north }: Scene['teams']): Id => north

interface Opened {
  text: string
  channel?: 'phone' | 'letter' | 'email' | 'counter'
  language?: Language
  customer?: Id
  team?: Id | null
}

async function openIn(stage: Scene, { text, channel = 'phone', language = 'en', customer, ...told }: Opened): Promise<Id> {
  const team = told.team === undefined ? northern(stage.teams) : told.team
  const rest = {
    channel,
    language,
    receivedAt: stage.clock.now(),
    anonymous: customer === undefined,
    customerId: customer ?? null,
    teamId: team,
  }
  const { id } = await stage.open(theDesk, (work) => openComplaint(work, { subject: text.slice(0, 60), words: text, ...rest }))
  stage.clock.pass({ seconds: 2 })
  return id
}

/** Merges one into another, as who may do so. */
export async function mergeInto(caller: Caller, one: Id, other: Id): Promise<void> {
  const answer = await caller.post(`/api/v1/complaints/${one}/merging`, { into: other, reason: 'The same matter' })
  if (answer.status >= 300) throw new Error(`Not merged: ${JSON.stringify(answer.body)}`)
}
