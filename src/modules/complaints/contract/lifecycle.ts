import * as z from 'zod/mini'
import { endpoint, Id, Instant, text, words } from '#platform/endpoint.ts'
import { Complaint, ComplaintMay, Dispute, disputeBodies, Kind, Outcome, State } from './complaint.ts'

export const closeComplaint = endpoint('POST /complaints/:complaint/closure', {
  requires: 'complaints.close',
  about:
    'Decides the issues, and closes as far as the gates allow: `fulfilling` while a promise is open, else `follow_up`, and `closed` when no gate is missing. A gate may be waived with a reason by who may.',
  body: z.object({
    issues: z.array(z.object({ id: Id, outcome: Outcome, sentence: words(4_000) })).check(z.maxLength(100)),
    waivers: z.optional(
      z.array(z.object({ gate: z.string().check(z.regex(/^[BS]\d{1,2}$/)), reason: words(2_000) })).check(z.maxLength(12)),
    ),
  }),
  answers: z.object({ state: State, may: ComplaintMay, missing: z.array(z.string()) }),
})

export const reopenComplaint = endpoint('POST /complaints/:complaint/reopening', {
  requires: 'complaints.reopen',
  about: 'Opens a closed complaint again; always possible, with a reason. A withdrawn one, where a supervisor says so.',
  body: z.object({ reason: words(2_000) }),
  answers: z.object({ state: State, may: ComplaintMay }),
})

export const withdrawComplaint = endpoint('POST /complaints/:complaint/withdrawal', {
  requires: 'complaints.edit',
  about: 'Records that the customer withdraws, in the customer’s own words. Silence is not withdrawal.',
  body: z.object({ words: words(4_000) }),
  answers: z.object({ state: State, may: ComplaintMay }),
})

export const classifyComplaint = endpoint('POST /complaints/:complaint/classification', {
  requires: 'complaints.edit',
  about:
    'Says that this is an enquiry, praise or something else, with a reason; or turns it back into a complaint. Where the message reads like a complaint, a second person confirms.',
  body: z.object({ kind: Kind, reason: words(2_000) }),
  answers: Complaint,
})

export const waitForCustomer = endpoint('POST /complaints/:complaint/waiting', {
  requires: 'complaints.edit',
  about:
    'We asked the customer something and wait until a day. Then it comes back by itself, and is never closed by itself. Limits pause only where the question was sent and the consequences were said.',
  body: z.object({
    reply_by: Instant,
    /** The sent message that asks. */
    question: z.optional(Id),
    /** What we said happens without an answer. */
    consequences: z.optional(words(2_000)),
    /** When the owner is reminded to remind the customer. */
    remind_at: z.optional(Instant),
  }),
  answers: Complaint,
})

export const awaitColleague = endpoint('POST /complaints/:complaint/internal-request', {
  requires: 'complaints.edit',
  about: 'A colleague or another team owes us something by a moment. All limits run on. At that moment it comes back by itself.',
  body: z.object({ what: words(4_000), due: Instant, agent: z.optional(z.nullable(Id)), team: z.optional(z.nullable(Id)) }),
  answers: Complaint,
})

export const resumeComplaint = endpoint('POST /complaints/:complaint/resumption', {
  requires: 'complaints.edit',
  about: 'What we waited for is here, or is not needed any more: the complaint goes on.',
  answers: Complaint,
})

export const offerComplaint = endpoint('POST /complaints/:complaint/offering', {
  requires: 'complaints.edit',
  about: 'An offer or a decision is with the customer, whose turn it is. Refused while an issue has neither finding nor outcome.',
  body: z.object({ message: z.optional(Id) }),
  answers: Complaint,
})

export const ways = ['message', 'phone', 'in_person', 'letter'] as const
const Said = { how: z.enum(ways), words: words(4_000), at: z.optional(Instant) }

export const acceptOffer = endpoint('POST /complaints/:complaint/acceptance', {
  requires: 'complaints.edit',
  about:
    'The customer accepts, in the customer’s own words; it may be said aloud. What was promised is being done then; with `delivered` it is done already.',
  body: z.object({ ...Said, delivered: z.optional(z.boolean()) }),
  answers: Complaint,
})

export const refuseOffer = endpoint('POST /complaints/:complaint/refusal', {
  requires: 'complaints.edit',
  about: 'The customer refuses, or asks for something else instead: the complaint is open again.',
  body: z.object({ ...Said, counter: z.optional(z.boolean()) }),
  answers: Complaint,
})

export const mergeComplaint = endpoint('POST /complaints/:complaint/merging', {
  requires: 'complaints.merge',
  about:
    'This one goes on in another complaint of the same matter. The earlier time of receipt counts, issues are copied, and nothing is deleted; a supervisor may undo it.',
  body: z.object({ into: Id, reason: words(2_000) }),
  answers: Complaint,
})

export const separateComplaint = endpoint('POST /complaints/:complaint/separation', {
  requires: 'complaints.undo',
  about: 'Undoes a merging: this one is a complaint of its own again.',
  body: z.object({ reason: words(2_000) }),
  answers: Complaint,
})

export const openDispute = endpoint('POST /complaints/:complaint/disputes', {
  requires: 'complaints.edit',
  about: 'An ombudsman, an arbitrator, a court or an authority has it. Nothing is closed until that has ended.',
  status: 201,
  body: z.object({ body: z.enum(disputeBodies), name: z.optional(text(300)), reference: z.optional(text(120)) }),
  answers: Dispute,
})

export const endDispute = endpoint('POST /complaints/:complaint/disputes/:dispute/ending', {
  requires: 'complaints.edit',
  about: 'The dispute outside has ended, and how.',
  body: z.object({ reason: words(2_000) }),
  answers: Dispute,
})

export const restrictComplaint = endpoint('POST /complaints/:complaint/restriction', {
  requires: 'complaints.restrict',
  about: 'Makes a complaint visible only to the people named; `null` lifts it.',
  body: z.object({
    restriction: z.nullable(z.enum(['staff_conduct', 'threat'])),
    people: z.array(Id).check(z.maxLength(50)),
    /** The colleagues whom it is about: none of them may be named, nor close it. Left out, they stay as they are. */
    about: z.optional(z.array(Id).check(z.maxLength(20))),
  }),
  answers: Complaint,
})
