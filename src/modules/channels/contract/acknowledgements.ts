import * as z from 'zod/mini'
import { endpoint } from '#platform/endpoint.ts'

/** Why a complaint was not acknowledged by itself: shown in words by the conversation. */
export const Withheld = z.enum([
  'imported',
  'automatic',
  'list',
  'ours',
  'machine',
  'stopped',
  'complaint_budget',
  'repeated',
  'budget',
  'mailbox_budget',
  'desk_budget',
])

export const readAcknowledgement = endpoint('GET /complaints/:complaint/acknowledgement', {
  requires: 'complaints.read',
  about: 'Whether the acknowledgement of a complaint was withheld, why and since when. Null once it was sent, or somebody has answered.',
  answers: z.object({
    withheld: z.nullable(z.object({ reason: Withheld, since: z.string() })),
    may: z.object({ send: z.boolean() }),
  }),
})

export const sendAcknowledgement = endpoint('POST /complaints/:complaint/acknowledgement', {
  requires: 'mail.acknowledge',
  about: 'Sends the acknowledgement that was withheld, once: a person has looked. Refused where mail is stopped, and to machines.',
  status: 201,
  answers: z.object({ to: z.string() }),
})
