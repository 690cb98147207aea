import type { Language } from '#platform/endpoint.ts'
import { oncePerWork } from '#platform/once-per-work.ts'
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
  accent: string | null
  language: Language
  zone: string
  default_team_id: string | null
  /** So many days after its end a complaint is opened again by what its customer writes; later a new one follows it. */
  reopen_days: number
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
  accent: null,
  language: 'en',
  zone: 'UTC',
  default_team_id: null,
  reopen_days: 30,
  version: 1,
}

/** Who we are; defaults while nobody has said. Who writes it forgets it. */
export const organisationOf = oncePerWork<OrganisationRecord>(async (work) => {
  const row = await work.db.selectFrom('people_organisation').selectAll().executeTakeFirst()
  return row ? { ...row, language: row.language as Language, named: row.name !== '' } : notNamedYet
})

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

/** The file that the organisation names: its logo. */
export const filesOfPeople = (work: Work) =>
  work.db.selectFrom('people_organisation').select('logo_sha256 as sha256').where('logo_sha256', 'is not', null).$narrowType<Named>()

interface Named {
  sha256: string
}

/** Where the logo is served; its address changes with it, so that browsers may keep it. */
export const logoAddress = (organisation: OrganisationRecord): string | null =>
  organisation.logo_sha256 && `/assets/logo?v=${organisation.logo_sha256.slice(0, 12)}`
