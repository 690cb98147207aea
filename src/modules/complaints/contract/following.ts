import * as z from 'zod/mini'
import { endpoint } from '#platform/endpoint.ts'
import { Named } from './complaint.ts'

/**
 * Why somebody sees a complaint. `everybody`: it has no team. `team`: they work in its team, or lead it. `seniors`: managers, auditors and
 * administrators see all. `owner`: they have it. `mentioned`: in a note of it. `named`: it is restricted to the people named.
 */
export const whysOfSight = ['everybody', 'team', 'seniors', 'owner', 'mentioned', 'named'] as const

const Reader = z.object({
  why: z.enum(whysOfSight),
  /** The team, or the colleague; null where a whole role is meant. */
  who: z.nullable(Named),
  /** Of a mention: who wrote the note, and when. */
  by: z.nullable(z.string()),
  at: z.nullable(z.string()),
})

export const Readers = z.object({
  readers: z.array(Reader),
  followers: z.array(Named),
  /** Whether the caller is among them. */
  follows: z.boolean(),
  may: z.object({ follow: z.boolean(), end_mention: z.boolean() }),
})
export type Readers = z.output<typeof Readers>

export const readReaders = endpoint('GET /complaints/:complaint/readers', {
  requires: 'complaints.read',
  about: 'Who may see a complaint, each with the reason, and who follows it.',
  answers: Readers,
})

export const followComplaint = endpoint('POST /complaints/:complaint/followers/me', {
  requires: 'complaints.read',
  about: 'Follows a complaint: the caller is told what happens there. It opens nothing. Twice is once.',
  answers: Readers,
})

export const unfollowComplaint = endpoint('DELETE /complaints/:complaint/followers/me', {
  requires: 'complaints.read',
  about: 'Follows it no more.',
  answers: Readers,
})

export const endMention = endpoint('DELETE /complaints/:complaint/mentions/:agent', {
  requires: 'complaints.undo',
  about: 'Takes back the view that a mention gave to a colleague. Whoever sees the complaint by team or role still does.',
  answers: Readers,
})
