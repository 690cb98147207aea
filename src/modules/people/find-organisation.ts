import type { Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

export interface OrganisationRecord {
  /** Whether somebody has said who we are; until then these are defaults. */
  named: boolean
  name: string
  logo_sha256: string | null
  logo_type: string | null
  postal_address: string
  telephone: string
  imprint: string
  language: Language
  zone: string
  default_team_id: string | null
  version: number
}

const notNamedYet: OrganisationRecord = {
  named: false,
  name: '',
  logo_sha256: null,
  logo_type: null,
  postal_address: '',
  telephone: '',
  imprint: '',
  language: 'en',
  zone: 'UTC',
  default_team_id: null,
  version: 1,
}

/** Who we are; defaults while nobody has said. */
export async function organisationOf(work: Work): Promise<OrganisationRecord> {
  const row = await work.db.selectFrom('people_organisation').selectAll().executeTakeFirst()
  return row ? { ...row, language: row.language as Language, named: row.name !== '' } : notNamedYet
}

/** The same, locked; the row is made when absent. */
export async function organisationForUpdate(work: Work): Promise<OrganisationRecord> {
  await work.db
    .insertInto('people_organisation')
    .values({ id: 1, name: '', changed_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await work.db.selectFrom('people_organisation').selectAll().forUpdate().executeTakeFirstOrThrow()
  return { ...row, language: row.language as Language, named: row.name !== '' }
}

/** Where the logo is served; its address changes with it, so that browsers may keep it. */
export const logoAddress = (organisation: OrganisationRecord): string | null =>
  organisation.logo_sha256 && `/assets/logo?v=${organisation.logo_sha256.slice(0, 12)}`
