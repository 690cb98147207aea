import type { Work } from '#platform/work.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import { type ComplaintRecord, stateOf } from './find-complaint.ts'
import { personExists, teamExists } from './known-names.ts'

interface Asked {
  owner?: string | null | undefined
  team?: string | null | undefined
}

/** Gives a complaint to a colleague or a team. An owner takes it: received becomes open. */
export async function assignComplaint(work: Work, id: string, asked: Asked): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'assign')
  await personExists(work, asked.owner)
  await teamExists(work, asked.team)
  return give(work, complaint, {
    owner_id: asked.owner === undefined ? complaint.owner_id : asked.owner,
    team_id: asked.team === undefined ? complaint.team_id : asked.team,
  })
}

/** Whoever answers first takes what nobody has. */
export async function takeIfUnowned(work: Work, complaint: ComplaintRecord): Promise<ComplaintRecord> {
  if (work.actor.kind !== 'person' || (complaint.owner_id && complaint.state !== 'received')) return complaint
  return give(work, complaint, { owner_id: complaint.owner_id ?? work.actor.id, team_id: complaint.team_id })
}

async function give(
  work: Work,
  complaint: ComplaintRecord,
  { owner_id, team_id }: { owner_id: string | null; team_id: string | null },
): Promise<ComplaintRecord> {
  const state = complaint.state === 'received' && owner_id ? 'open' : complaint.state
  if (owner_id === complaint.owner_id && team_id === complaint.team_id && state === complaint.state) return complaint
  const given = await writeComplaint(work, complaint.id, { owner_id, team_id, state })
  await work.announce({ fact: 'complaint.assigned', complaint: complaint.id, owner: owner_id, team: team_id, state: stateOf(given) })
  return given
}
