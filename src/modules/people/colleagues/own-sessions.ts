import type { Actor } from '#platform/actor.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { OwnSession } from '../contract.ts'
import '../refusals.ts'

interface CameBy {
  loginId: string
  sessionId: string
}

const cameBy = new WeakMap<Actor, CameBy>()

/** Remembers by which session a person came, for as long as their request lives. */
export const rememberSession = (actor: Actor, session: CameBy) => cameBy.set(actor, session)

/** By which session somebody came; null for who came by none. */
export const ownSessionId = (actor: Actor): string | null => cameBy.get(actor)?.sessionId ?? null

export async function listOwnSessions(work: Work): Promise<{ data: OwnSession[] }> {
  const { loginId, sessionId } = sessionOf(work)
  const sessions = await toolsOf(work).sessions.listSessions(loginId)
  const data = sessions.map(({ startedAt, endsAt, ...session }) => ({
    ...session,
    started_at: startedAt,
    ends_at: endsAt,
    current: session.id === sessionId,
  }))
  return { data }
}

/** Ends one own session, or all but this one. One that is not there any more has ended already. */
export async function endOwnSession(work: Work, ended: string | undefined): Promise<Record<string, never>> {
  const { loginId, sessionId } = sessionOf(work)
  const { sessions } = toolsOf(work)
  const others = ended ? [ended] : (await sessions.listSessions(loginId)).map(({ id }) => id).filter((id) => id !== sessionId)
  for (const other of others) await sessions.endSession(loginId, other)
  return {}
}

function sessionOf(work: Work): CameBy {
  const session = cameBy.get(work.actor)
  if (!session) throw refuse('people.only_people')
  return session
}
