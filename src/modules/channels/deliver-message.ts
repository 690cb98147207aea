import {
  findMessageById,
  nextInLine,
  noteDeferred,
  noteFailed,
  noteHeld,
  noteSent,
  noteUnsure,
  placeInLine,
  takeForSending,
} from '#modules/conversations/index.ts'
import type { Fact } from '#platform/fact.ts'
import { job, type Steps } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { outgoingIsStopped } from './automatic/find-stops.ts'
import { type Letter, letterOf } from './email/letter.ts'
import { type Sending, sendMail } from './email/send-mail.ts'
import { awayUntil, noteHealth } from './mailboxes/note-health.ts'

export interface Delivery {
  complaint: string
  message: string
  /** How often it was tried before. */
  tries: number
  /** Since when it waits. */
  since: string
}

/** Minutes until the next try, for a server that said "later". About a day in all; then a person must look. */
const patience = [1, 5, 15, 60, 180, 360, 720]
/** So long a letter waits for a server that is away, without being tried itself. */
const longestWait = { hours: 48 }

/** After so many letters the others of the desk have their turn. */
const mostInOneJob = 50

/** Sends one message: take, talk, note. Never twice without a person. Then the letters that waited behind it, one after the other. */
export const deliverMessage = job<Delivery>(
  'deliver-message',
  async ({ step, worker }: Steps, delivery) => {
    let letter = await step((work) => takeInTurn(work, delivery, worker))
    for (let turn = 1; letter; turn += 1) letter = await sendTaken({ step, worker }, letter, turn < mostInOneJob)
  },
  { company: 12 },
)

/** A letter that is marked as being sent by us. */
interface Taken {
  delivery: Delivery
  letter: Letter | 'no_sender'
  /** The mailbox that the message names: letters wait in the line of theirs. */
  line: string | null
}

/** Talks and notes; answers the letter that is next, taken in the same Work. */
async function sendTaken(
  { step, worker }: Pick<Steps, 'step' | 'worker'>,
  { delivery, letter, line }: Taken,
  goesOn: boolean,
): Promise<Taken | null> {
  if (letter === 'no_sender') {
    await step((work) => noteFailed(work, { ...delivery, reason: 'no_sender' }))
    return null
  }
  const said = await sendMail(letter, step)
  return step(async (work) => {
    await noteWhatWasSaid(work, { delivery, letter, said })
    // While its server is in trouble each letter waits for its own next try.
    return said.result === 'sent' ? takeNext(work, line, { worker, goesOn }) : null
  })
}

/** Should the worker lose it between taking and noting, somebody looks again so much later. */
const lookAgain = { minutes: 15 }

async function takeNext(work: Work, line: string | null, { worker, goesOn }: { worker: string; goesOn: boolean }): Promise<Taken | null> {
  const next = await nextInLine(work, line)
  if (!next) return null
  const { complaint, message } = next
  const delivery = { complaint, message, tries: 0, since: next.written_at.toString() }
  await enqueueDelivery(work, delivery, goesOn ? work.now.add(lookAgain) : undefined)
  return goesOn ? take(work, delivery, worker) : null
}

/** So long a person's reply waits, so that it can be taken back. Programs do not change their mind. */
const secondsToTakeBack = 10

/** What was written is queued for sending; what a person tells or prints is not. */
export async function queueDelivery(
  work: Work,
  fact: Fact<'reply.written' | 'acknowledgement.written' | 'notice.written' | 'message.requeued'>,
): Promise<void> {
  if ('by_hand' in fact && fact.by_hand) return
  const { complaint, message } = fact
  const chosen = 'send_at' in fact && fact.send_at !== null ? Temporal.Instant.from(fact.send_at) : null
  const waits = fact.fact === 'reply.written' && work.actor.kind === 'person'
  const at = chosen ?? (waits ? work.now.add({ seconds: secondsToTakeBack }) : undefined)
  await enqueueDelivery(work, { complaint, message, tries: 0, since: (chosen ?? work.now).toString() }, at)
}

export const enqueueDelivery = (work: Work, delivery: Delivery, at?: Temporal.Instant): Promise<void> =>
  work.enqueue(deliverMessage, delivery, { key: `deliver/${delivery.message}`, ...(at && { at }) })

/** So many letters of one mailbox are on their way at once: its backlog, or its slow server, leaves room for the others. */
const mostAtOnce = 5

/** Waits for the moment that its writer chose; or steps back behind the letters of other mailboxes for a moment: those that are on their way take it along, or it asks again. */
async function waitForTurn(work: Work, delivery: Delivery): Promise<boolean> {
  const place = await placeInLine(work, delivery)
  if (place?.leaves && Temporal.Instant.compare(place.leaves, work.now) > 0) {
    await enqueueDelivery(work, delivery, place.leaves)
    return true
  }
  if (!place || place.sending < mostAtOnce) return false
  // Not all of a backlog comes back at the same moment.
  const spread = Number.parseInt(delivery.message.slice(-2), 16) % 8
  await enqueueDelivery(work, delivery, work.now.add({ seconds: place.automatic ? 30 + 5 * spread : 2 + spread }))
  return true
}

const takeInTurn = async (work: Work, delivery: Delivery, worker: string): Promise<Taken | null> =>
  (await waitForTurn(work, delivery)) ? null : take(work, delivery, worker)

/** Null when there is nothing to send now: somebody else took it, or it goes on waiting. */
async function take(work: Work, delivery: Delivery, worker: string): Promise<Taken | null> {
  const taken = await takeForSending(work, { ...delivery, worker })
  if (!taken) return leftBehind(work, delivery, worker)
  const [letter, line] = [await letterOf(work, taken), taken.message.mailbox_id]
  if (await outgoingIsStopped(work, letter?.mailbox ?? null)) return hold(work, delivery)
  if (!letter) return { delivery, letter: 'no_sender', line }
  const until = await awayUntil(work, letter.mailbox)
  return until ? waitForServer(work, delivery, until) : { delivery, letter, line }
}

/** This worker took it before and could not write down what came of it: nobody knows. */
async function leftBehind(work: Work, { complaint, message }: Delivery, worker: string): Promise<null> {
  const row = await findMessageById(work, complaint, message)
  if (row?.state === 'sending' && row.taken_by === worker) await noteUnsure(work, { complaint, message, reason: 'not_noted' })
  return null
}

async function hold(work: Work, delivery: Delivery): Promise<null> {
  await noteHeld(work, delivery)
  return null
}

/** Nobody is there to take it: it waits, without being tried, for the one letter that asks again. */
async function waitForServer(work: Work, delivery: Delivery, until: Temporal.Instant): Promise<null> {
  if (Temporal.Instant.compare(work.now, Temporal.Instant.from(delivery.since).add(longestWait)) > 0) {
    await noteFailed(work, { ...delivery, reason: 'server_away' })
    return null
  }
  await noteDeferred(work, { ...delivery, reason: 'server_away', nextTryAt: until })
  await enqueueDelivery(work, delivery, until)
  return null
}

interface Said {
  delivery: Delivery
  letter: Letter
  said: Sending
}

async function noteWhatWasSaid(work: Work, { delivery, letter, said }: Said): Promise<void> {
  await noteHealth(work, letter.mailbox, said)
  const { complaint, message, tries } = delivery
  if (said.result === 'unsure') return noteUnsure(work, { complaint, message, reason: said.reason })
  const wait = patience[tries]
  const retryAt = wait === undefined ? undefined : work.now.add({ minutes: wait })
  const waits = await noteAnswer(work, { delivery, letter, said }, retryAt)
  if (waits && retryAt) await enqueueDelivery(work, { ...delivery, tries: tries + 1 }, retryAt)
}

/** Answers whether it is tried again. */
async function noteAnswer(work: Work, { delivery, letter, said }: Said, retryAt: Temporal.Instant | undefined): Promise<boolean> {
  const { complaint, message } = delivery
  if (said.result === 'sent') {
    const sent = { complaint, message, at: work.now, from: letter.from, refused: said.refused }
    return (await noteSent(work, { ...sent, ...(retryAt && { retryAt }) })).waits
  }
  if (said.result === 'failed' || !retryAt) {
    await noteFailed(work, { complaint, message, reason: said.reason })
    return false
  }
  await noteDeferred(work, { complaint, message, reason: said.reason, nextTryAt: retryAt, refused: said.refused })
  return true
}
