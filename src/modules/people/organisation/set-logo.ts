import type { Upload } from '#platform/http/serve-upload.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Organisation } from '../contract.ts'
import { pictureType } from '../rules.ts'
import { presentOrganisation } from './edit-organisation.ts'
import { organisationForUpdate, organisationOf } from './find-organisation.ts'
import '../refusals.ts'

const largestLogo = 512 * 1024

/** Keeps the logo. What it is, is read from its bytes; drawings with scripts in them (SVG) are not taken. */
export async function setLogo(work: Work, [logo]: Upload[]): Promise<Organisation> {
  if (!logo || logo.bytes.byteLength === 0) throw refuse('people.logo_missing')
  if (logo.bytes.byteLength > largestLogo) throw refuse('people.logo_too_large', { kilobytes: largestLogo / 1024 })
  const type = pictureType(logo.bytes)
  if (!type) throw refuse('people.logo_not_a_picture')

  const { version } = await organisationForUpdate(work)
  const { sha256 } = await toolsOf(work).files.keep(work, logo.bytes)
  await work.db
    .updateTable('people_organisation')
    .set({ logo_sha256: sha256, logo_type: type, version: version + 1, changed_at: work.now })
    .execute()
  organisationOf.forget(work)
  await work.announce({ fact: 'organisation.changed', house: 'people', fields: ['logo'] })
  return presentOrganisation(work, await organisationOf(work))
}

/** The logo's type and bytes. Refuses while there is none. */
export async function logoOf(work: Work): Promise<{ type: string; bytes: Buffer }> {
  const { logo_sha256, logo_type } = await organisationOf(work)
  if (!logo_sha256 || !logo_type) throw refuse('platform.not_found')
  return { type: logo_type, bytes: await toolsOf(work).files.read(logo_sha256) }
}
