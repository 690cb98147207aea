import { noteDeferred, noteFailed, noteSent, noteUnsure, takeForSending } from '#modules/conversations/index.ts'
import type { Fact } from '#platform/fact.ts'
import { job, type Steps } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { type Letter, letterOf } from './email/letter.ts'
import { type Sending, sendMail } from './email/send-mail.ts'
import { noteHealth } from './note-health.ts'

export interface Delivery {
  complaint: string
  message: string
  /** How often it was tried before. */
  tries: number
}

/** Minutes until the next try, for a server that was not there or said "later". About a day in all; then a person must look. */
const patience = [1, 5, 15, 60, 180, 360, 720]

/** Sends one message: take, talk, note, each with its own Work. Never twice without a person. */
export const deliverMessage = job<Delivery>('deliver-message', async ({ step, worker }: Steps, delivery) => {
  const letter = await step((work) => takeLetter(work, delivery, worker))
  if (!letter) return
  if (letter === 'no_sender') return step((work) => noteFailed(work, { ...delivery, reason: 'no_sender' }))
  const said = await sendMail(letter)
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
  const at = work.now.add({ seconds: fact.fact === 'reply.written' && work.actor.kind === 'person' ? secondsToTakeBack : 0 })
  await work.enqueue(deliverMessage, { complaint: fact.complaint, message: fact.message, tries: 0 }, { key: `deliver/${fact.message}`, at })
}

async function takeLetter(work: Work, delivery: Delivery, worker: string): Promise<Letter | 'no_sender' | null> {
  const taken = await takeForSending(work, { ...delivery, worker })
  return taken ? ((await letterOf(work, taken)) ?? 'no_sender') : null
}

async function noteWhatWasSaid(
  work: Work,
  { delivery, letter, said }: { delivery: Delivery; letter: Letter; said: Sending },
): Promise<void> {
  const { complaint, message, tries } = delivery
  await noteHealth(work, letter.mailbox, said)
  if (said.result === 'sent')
    return noteSent(work, { complaint, message, at: work.now, from: letter.from, ...(said.rejected && { rejected: said.rejected }) })
  if (said.result === 'unsure') return noteUnsure(work, { complaint, message, reason: said.reason })
  const wait = patience[tries]
  if (said.result === 'failed' || wait === undefined) return noteFailed(work, { complaint, message, reason: said.reason })
  await noteDeferred(work, { complaint, message, reason: said.reason })
  await work.enqueue(
    deliverMessage,
    { complaint, message, tries: tries + 1 },
    { key: `deliver/${message}`, at: work.now.add({ minutes: wait }) },
  )
}
