import { type Actor, type Grants, holds, isStaff } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const worklistGrants: Grants = {
  'views.save': [...handlers, 'auditor'],
  'views.share': ['supervisor', 'manager', 'administrator'],
  'lists.export': [...handlers, 'auditor'],
  'exports.read': ['manager', 'auditor', 'administrator', 'compliance'],
}

export interface Shared {
  owner_id: string
  shared: string | null
  team_id: string | null
}

export const mayShare = (actor: Actor): boolean => holds(worklistGrants, actor, 'views.share')

/** A supervisor shares with the teams they lead; a manager and an administrator with any. */
export function maySpeakFor(actor: Actor, team: string): boolean {
  if (!mayShare(actor) || !isStaff(actor)) return false
  if (actor.kind === 'token') return actor.teams === null || actor.teams.includes(team)
  return actor.role === 'supervisor' ? actor.leads.includes(team) : true
}

/** The teams whose views the caller sees. */
export const ownTeams = (actor: Actor): string[] => {
  if (!isStaff(actor)) return []
  return actor.kind === 'person' ? [...new Set([...actor.teams, ...actor.leads])] : [...(actor.teams ?? [])]
}

export function seesView(actor: Actor, { owner_id, shared, team_id }: Shared): boolean {
  if (owner_id === actor.id || shared === 'all') return true
  return shared === 'team' && team_id !== null && (ownTeams(actor).includes(team_id) || maySpeakFor(actor, team_id))
}

/** One's own; a shared one also whoever may share it so. */
export function mayEdit(actor: Actor, view: Shared): boolean {
  if (view.owner_id === actor.id) return view.shared === null || maySharing(actor, view)
  return view.shared !== null && maySharing(actor, view)
}

export const maySharing = (actor: Actor, { shared, team_id }: Pick<Shared, 'shared' | 'team_id'>): boolean => {
  if (shared === null) return true
  if (shared === 'team') return team_id !== null && maySpeakFor(actor, team_id)
  return mayShare(actor)
}
