import { findAgents } from '#modules/people/index.ts'
import { actorName, holds } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { channelsGrants } from '../access.ts'
import type { MailStop, stopMail as stopEndpoint } from '../contract/mail-stops.ts'
import { mailboxForUpdate } from '../mailboxes/edit-mailbox.ts'
import { forgetSpending, spenderOf, wholeDesk } from './automatic-budgets.ts'
import { findEndedStops, findRunningStops, type StopRecord } from './find-stops.ts'
import { countHeld, releaseHeld } from './release-held.ts'
import { forgetRefusals } from './senders.ts'
import '../refusals.ts'

const mayStop = (work: Work) => holds(channelsGrants, work.actor, 'mail.stop')

/** What holds mail back, for the banner and for the settings. */
export async function listStops(work: Work) {
  const [running, ended] = [await findRunningStops(work), await findEndedStops(work)]
  const shown = await present(work, [...running, ...ended])
  const held = running.some((stop) => stop.holds === 'outgoing') ? await countHeld(work) : 0
  return { running: shown.slice(0, running.length), ended: shown.slice(running.length), held, may: { stop: mayStop(work) } }
}

/** A person's switch. The same one twice is refused: who pulled it first, and why, stays. */
export async function stopMail(work: Work, { holds: what, mailbox, note }: BodyOf<typeof stopEndpoint>): Promise<MailStop> {
  if (mailbox) await mailboxForUpdate(work, mailbox)
  const stop = await work.db
    .insertInto('channels_stops')
    .values({
      id: newId(),
      holds: what,
      mailbox_id: mailbox ?? null,
      reason: 'by_hand',
      note: note?.trim() || null,
      begun_by: actorName(work.actor),
      begun_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!stop) throw refuse('channels.stopped_already')
  await work.announce({ fact: 'mail.stopped', house: 'channels', stop: stop.id, holds: what, mailbox: stop.mailbox_id, reason: 'by_hand' })
  return one(work, stop)
}

/** A person has looked: mail goes again, what waited leaves, and what was spent is forgotten. */
export async function endStop(work: Work, id: Id): Promise<MailStop> {
  const stop = await work.db
    .updateTable('channels_stops')
    .set({ ended_at: work.now, ended_by: actorName(work.actor) })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!stop) throw refuse('channels.stop_not_found')
  await beginAnew(work, stop)
  await work.announce({ fact: 'mail.resumed', house: 'channels', stop: stop.id, holds: stop.holds, mailbox: stop.mailbox_id })
  return one(work, stop)
}

async function beginAnew(work: Work, stop: StopRecord): Promise<void> {
  if (stop.holds === 'outgoing') await work.enqueue(releaseHeld, { stop: stop.id }, { key: `release-held/${stop.id}` })
  if (stop.reason === 'mailbox_budget') await forgetSpending(work, spenderOf(stop.mailbox_id))
  if (stop.reason === 'desk_budget') await forgetSpending(work, wholeDesk)
  if (stop.address) await forgetRefusals(work, stop.address)
}

async function one(work: Work, stop: StopRecord): Promise<MailStop> {
  const [shown] = await present(work, [stop])
  if (!shown) throw new Error('The stop just written is not there')
  return shown
}

async function present(work: Work, stops: readonly StopRecord[]): Promise<MailStop[]> {
  const people = stops.flatMap(({ begun_by, ended_by }) => [personOf(begun_by), personOf(ended_by)])
  const names = await findAgents(
    work,
    people.filter((id) => id !== null),
  )
  const nameOf = (said: string | null) => names.find(({ id }) => id === personOf(said))?.name ?? null
  const mailboxes = await work.db.selectFrom('channels_mailboxes').select(['id', 'address']).execute()
  return stops.map((stop) => ({
    id: stop.id,
    // Check constraints hold the same codes.
    holds: stop.holds as MailStop['holds'],
    reason: stop.reason as MailStop['reason'],
    mailbox: mailboxes.find(({ id }) => id === stop.mailbox_id) ?? null,
    address: stop.address,
    note: stop.note,
    begun_by: nameOf(stop.begun_by),
    begun_at: stop.begun_at.toString(),
    ended_by: nameOf(stop.ended_by),
    ended_at: stop.ended_at?.toString() ?? null,
  }))
}

const personOf = (said: string | null): Id | null => (said?.startsWith('person/') ? said.slice('person/'.length) : null)
