import {
  countSending,
  findMessageById,
  noteDeferred,
  noteFailed,
  noteHeld,
  noteSent,
  noteUnsure,
  takeForSending,
} from '#modules/conversations/index.ts'
import type { Fact } from '#platform/fact.ts'
import { job, type Steps } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { type Letter, letterOf } from './email/letter.ts'
import { type Sending, sendMail } from './email/send-mail.ts'
import { outgoingIsStopped } from './find-stops.ts'
import { awayUntil, noteHealth } from './note-health.ts'

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

/** Sends one message: take, talk, note, each with its own Work. Never twice without a person. */
export const deliverMessage = job<Delivery>('deliver-message', async ({ step, worker }: Steps, delivery) => {
  const letter = await step((work) => takeLetter(work, delivery, worker))
  if (!letter) return
  if (letter === 'no_sender') return step((work) => noteFailed(work, { ...delivery, reason: 'no_sender' }))
  const said = await sendMail(letter, step)
  await step((work) => noteWhatWasSaid(work, { delivery, letter, said }))
})

/** So long a person's reply waits, so that it can be taken back. Programs do not change their mind. */
const secondsToTakeBack = 10

/** What was written is queued for sending; what a person tells or prints is not. */
export async function queueDelivery(
  work: Work,
  fact: Fact<'reply.written' | 'acknowledgement.written' | 'notice.written' | 'message.requeued'>,
): Promise<void> {
  if ('by_hand' in fact && fact.by_hand) return
  const { complaint, message } = fact
  const waits = fact.fact === 'reply.written' && work.actor.kind === 'person'
  const at = waits ? work.now.add({ seconds: secondsToTakeBack }) : undefined
  await enqueueDelivery(work, { complaint, message, tries: 0, since: work.now.toString() }, at)
}

export const enqueueDelivery = (work: Work, delivery: Delivery, at?: Temporal.Instant): Promise<void> =>
  work.enqueue(deliverMessage, delivery, { key: `deliver/${delivery.message}`, ...(at && { at }) })

/** So many letters of one mailbox are on their way at once: its backlog, or its slow server, leaves room for the others. */
const mostAtOnce = 5

/** Steps back behind the letters of other mailboxes for a moment. */
async function waitForTurn(work: Work, delivery: Delivery): Promise<boolean> {
  if ((await countSending(work, delivery)) < mostAtOnce) return false
  // Not all of a backlog comes back at the same moment.
  await enqueueDelivery(work, delivery, work.now.add({ seconds: 2 + (Number.parseInt(delivery.message.slice(-2), 16) % 8) }))
  return true
}

/** Null when there is nothing to send now: somebody else took it, or it goes on waiting. */
async function takeLetter(work: Work, delivery: Delivery, worker: string): Promise<Letter | 'no_sender' | null> {
  if (await waitForTurn(work, delivery)) return null
  const taken = await takeForSending(work, { ...delivery, worker })
  if (!taken) return leftBehind(work, delivery, worker)
  const letter = await letterOf(work, taken)
  if (await outgoingIsStopped(work, letter?.mailbox ?? null)) return hold(work, delivery)
  if (!letter) return 'no_sender'
  const until = await awayUntil(work, letter.mailbox)
  return until ? waitForServer(work, delivery, until) : letter
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
