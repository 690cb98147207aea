import * as z from 'zod/mini'
import { conducts, orientations } from '#modules/triage/contract.ts'
import { endpoint, Id, words } from '#platform/endpoint.ts'

/** DOMAIN §3.2: pours out the anger, can be reached, works with us. Set by the agent, never computed. */
export const coachStages = ['release', 'reassure', 'reconnect'] as const
export const CoachStage = z.enum(coachStages)
export type CoachStage = z.output<typeof CoachStage>

/** The playbooks that an agent can go through, by how they are in contact: telephone, chat, in person, mail, social media. */
export const playbooks = ['phone', 'chat', 'counter', 'email', 'social'] as const
export const Playbook = z.enum(playbooks)
export type Playbook = z.output<typeof Playbook>

const Orientation = z.enum(orientations)
const Author = z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })

/** DOMAIN §3.1: what raises the risk, and by how much at most. */
export const riskParts = ['broken_promise', 'reopened', 'contacts', 'deadline', 'external_body', 'outage_or_billing', 'emotion'] as const
export const RiskPart = z.object({
  part: z.enum(riskParts),
  points: z.int(),
  most: z.int(),
  /** False where nothing in the desk can say it yet: the part counts 0. */
  known: z.boolean(),
})
export type RiskPart = z.output<typeof RiskPart>

export const Coaching = z.object({
  /** Newest first; the first one is where the customer stands now. */
  stages: z.array(z.object({ stage: CoachStage, by: Author, at: z.string(), seconds: z.int() })),
  /** Gone through to their end, newest first. */
  playbooks: z.array(z.object({ playbook: Playbook, stage: z.nullable(CoachStage), by: Author, at: z.string() })),
  orientation: z.object({
    value: Orientation,
    reason: z.nullable(z.string()),
    by: z.nullable(Author),
    at: z.nullable(z.string()),
    /** What the last message's words suggest; null where it was not read. */
    read: z.nullable(Orientation),
  }),
  reading: z.nullable(z.object({ emotion: z.number(), conduct: z.enum(conducts) })),
  /** The panel shows itself: strong feelings, or conduct that needs an answer. */
  opens: z.boolean(),
  /** For ordering only; 0 to 100. */
  risk: z.object({ score: z.int(), parts: z.array(RiskPart) }),
  /** Of all logged calls. */
  hold_seconds: z.int(),
  may: z.object({ mark: z.boolean() }),
})
export type Coaching = z.output<typeof Coaching>

export const readCoaching = endpoint('GET /complaints/:complaint/coaching', {
  requires: 'complaints.read',
  about:
    'What the coach shows: the stage and orientation that agents set, how the last message reads, and the escalation risk with its parts.',
  answers: Coaching,
})

export const setStage = endpoint('PUT /complaints/:complaint/stage', {
  requires: 'messages.write',
  about: 'Says where the customer stands now. Setting the same again changes nothing.',
  body: z.object({ stage: CoachStage }),
  answers: Coaching,
})

export const setOrientation = endpoint('PUT /complaints/:complaint/orientation', {
  requires: 'messages.write',
  about: 'Says what the customer of this complaint looks for, and why the agent thinks so. It expires when the complaint is closed.',
  body: z.object({ orientation: Orientation, reason: words(1_000) }),
  answers: Coaching,
})

export const completePlaybook = endpoint('POST /complaints/:complaint/playbooks', {
  requires: 'messages.write',
  about: 'Says that the playbook of a channel was gone through to its end with the customer. The stage that was set last goes with it.',
  status: 201,
  body: z.object({ playbook: Playbook }),
  answers: Coaching,
})
