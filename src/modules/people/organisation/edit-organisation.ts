import { refuse } from '#platform/refusal.ts'
import { isZone } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import { mayEditOrganisation } from '../access.ts'
import { findTeams } from '../colleagues/find-teams.ts'
import type { Organisation, OrganisationChange } from '../contract.ts'
import { isReadable, leastContrast, saidContrast } from '../rules/accent-colour.ts'
import { logoAddress, type OrganisationRecord, organisationForUpdate, organisationOf } from './find-organisation.ts'
import '../refusals.ts'

/** Changes who we are. Refuses a zone that nobody knows, a default team that is not there, a colour in which nobody can read, and anything before there is a name. */
export async function editOrganisation(work: Work, version: number, change: OrganisationChange): Promise<Organisation> {
  const before = await organisationForUpdate(work)
  if (before.version !== version) throw refuse('platform.stale_version', { version: before.version })
  if (!before.named && !change.name) throw refuse('people.organisation_unnamed')
  if (change.zone && !isZone(change.zone)) throw refuse('people.unknown_zone', { zone: change.zone })
  if (change.accent) canBeRead(change.accent)
  if (change.default_team) await teamRuns(work, change.default_team)

  const columns = columnsOf(change)
  await work.db
    .updateTable('people_organisation')
    .set({ ...columns, version: before.version + 1, changed_at: work.now })
    .execute()
  organisationOf.forget(work)
  await work.announce({ fact: 'organisation.changed', house: 'people', fields: Object.keys(columns) })
  return presentOrganisation(work, await organisationOf(work))
}

const columnsOf = ({ default_team, accent, ...change }: OrganisationChange) => ({
  ...change,
  ...(accent !== undefined && { accent: accent?.toLowerCase() ?? null }),
  ...(default_team !== undefined && { default_team_id: default_team }),
})

function canBeRead(accent: string) {
  if (!isReadable(accent)) throw refuse('people.accent_too_pale', { contrast: saidContrast(accent), needed: leastContrast })
}

async function teamRuns(work: Work, id: string) {
  const [team] = await findTeams(work, [id])
  if (!team || team.ended_at) throw refuse('people.unknown_team')
}

export async function presentOrganisation(work: Work, organisation: OrganisationRecord): Promise<Organisation> {
  const { logo_sha256: _sha256, logo_type: _type, default_team_id, ...rest } = organisation
  const [team] = default_team_id ? await findTeams(work, [default_team_id]) : []
  return {
    ...rest,
    logo: logoAddress(organisation),
    default_team: team ? { id: team.id, name: team.name } : null,
    may: { edit: mayEditOrganisation(work.actor) },
  }
}
