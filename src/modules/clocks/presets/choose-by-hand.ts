import { complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayChoose, mayTakeLawOff } from '../access.ts'
import type { Clock } from '../contract.ts'
import { findRowsOf } from '../find-clocks.ts'
import { presentClocks } from '../list-clocks.ts'
import { calendarOf } from '../plans.ts'
import { happeningOf, settleClocks } from '../settle-clocks.ts'
import { plantClocks } from '../start-clocks.ts'
import { takeOff } from '../take-off.ts'
import { circumstancesOf, houseRules, versionsOn, type WrittenPreset } from './house-rules.ts'
import '../refusals.ts'

/** Adds a preset that the rules did not choose: its clocks count from receipt, in the version of that day. */
export async function addPreset(
  work: Work,
  complaintId: Id,
  { preset, reason }: { preset: string; reason: string },
): Promise<{ data: Clock[] }> {
  const complaint = await changeable(work, complaintId)
  const day = complaint.received_at
    .toZonedDateTimeISO((await organisationOf(work)).zone)
    .toPlainDate()
    .toString()
  const rules = await houseRules(work)
  const written = versionsOn(rules, day).find((one) => one.preset.code === preset)
  if (!written) throw refuse('clocks.unknown_preset', { preset })
  if (written.preset.clocks.length === 0) throw refuse('clocks.preset_empty', { preset })
  const rows = await findRowsOf(work, complaint.id)
  if (rows.some((row) => row.preset === preset && row.kept)) throw refuse('clocks.preset_there', { preset })
  const seal = await writeChoice(work, complaint.id, { preset, act: 'added', reason })
  await work.announce({ fact: 'preset.added', complaint: complaint.id, preset, version: written.version, reason: seal })
  if (rows.some((row) => row.preset === preset)) await takeBack(work, complaint.id, preset)
  else
    await plantAdded(work, complaint, { written, region: (await circumstancesOf(work, rules, { received: day, categories: [] })).region })
  await settleClocks(work, complaint.id, 'preset.added')
  await noteActivity(work, complaint.id)
  return { data: await presentClocks(work, complaint.id) }
}

/** Takes a preset off a complaint. What the law asks for needs a supervisor, unless a person added it. */
export async function removePreset(
  work: Work,
  { complaint: complaintId, preset }: { complaint: Id; preset: string },
  { reason }: { reason: string },
): Promise<{ data: Clock[] }> {
  const complaint = await changeable(work, complaintId)
  const rows = (await findRowsOf(work, complaint.id)).filter((row) => row.preset === preset && row.kept)
  if (rows.length === 0) throw refuse('clocks.preset_not_there', { preset })
  const isLaw = rows.some(({ legal, why }) => legal && why !== 'by_hand')
  if (isLaw && !mayTakeLawOff(work.actor)) throw refuse('clocks.legal_by_rule', { preset })
  const seal = await writeChoice(work, complaint.id, { preset, act: 'removed', reason })
  await work.announce({ fact: 'preset.removed', complaint: complaint.id, preset, reason: seal })
  await takeOff(work, complaint.id, { preset, cause: 'preset.removed' })
  await noteActivity(work, complaint.id)
  return { data: await presentClocks(work, complaint.id) }
}

async function changeable(work: Work, id: Id) {
  const complaint = await complaintForUpdate(work, id)
  if (!mayChoose(work.actor)) throw refuse('clocks.not_yours')
  if (complaint.kind !== 'complaint') throw refuse('clocks.no_complaint')
  return complaint
}

async function writeChoice(
  work: Work,
  complaint: Id,
  choice: { preset: string; act: 'added' | 'removed'; reason: string },
): Promise<string> {
  const { salt, hash } = sealed(choice.reason)
  await work.db
    .insertInto('clocks_choices')
    .values({ ...choice, complaint_id: complaint, id: newId(), salt, made_at: work.now, made_by: actorName(work.actor) })
    .execute()
  return hash
}

const takeBack = (work: Work, complaint: Id, preset: string) =>
  work.db.updateTable('clocks_clocks').set({ kept: true }).where('complaint_id', '=', complaint).where('preset', '=', preset).execute()

async function plantAdded(
  work: Work,
  { id, received_at: received }: { id: Id; received_at: Temporal.Instant },
  { written, region }: { written: WrittenPreset; region: string | null },
) {
  const kept = [{ written, why: 'by_hand' as const, calendar: calendarOf(written.preset, region) }]
  const facts = await findFacts(work, `complaint/${id}`)
  await plantClocks(work, { complaint: id, received, kept, happenings: facts.map(happeningOf), cause: 'preset.added' })
}
