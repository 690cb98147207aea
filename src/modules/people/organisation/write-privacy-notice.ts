import type { Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { PrivacyNotice } from '../contract.ts'
import { organisationForUpdate, organisationOf } from './find-organisation.ts'

/** Writes the next version of the notice in one language; complaints keep the version that their writer was shown. */
export async function writePrivacyNotice(work: Work, { language, text }: { language: Language; text: string }): Promise<PrivacyNotice> {
  // The organisation's row is what two writers at once queue up at.
  await organisationForUpdate(work)
  const last = await work.db
    .selectFrom('people_privacy_notices')
    .select((of) => of.fn.max('version').as('version'))
    .where('language', '=', language)
    .executeTakeFirst()
  const version = (last?.version ?? 0) + 1
  await work.db.insertInto('people_privacy_notices').values({ language, version, text, valid_from: work.now }).execute()
  await work.announce({ fact: 'privacy_notice.written', house: 'people', language, version })
  return { language, version, text, valid_from: work.now.toString(), current: true }
}

export async function listPrivacyNotices(work: Work): Promise<{ data: PrivacyNotice[] }> {
  const rows = await work.db
    .selectFrom('people_privacy_notices')
    .selectAll()
    .orderBy('language')
    .orderBy('version', 'desc')
    .limit(500)
    .execute()
  const data = rows.map((row, at) => ({
    ...row,
    language: row.language as Language,
    valid_from: row.valid_from.toString(),
    current: rows[at - 1]?.language !== row.language,
  }))
  return { data }
}

/** The notice to show to somebody who reads this language: theirs, else the house's, else any. Null while none is written. */
export async function currentPrivacyNotice(
  work: Work,
  language: Language,
): Promise<{ language: Language; version: number; text: string } | null> {
  const { language: own } = await organisationOf(work)
  const notices = await work.db
    .selectFrom('people_privacy_notices')
    .distinctOn('language')
    .select(['language', 'version', 'text'])
    .orderBy('language')
    .orderBy('version', 'desc')
    .execute()
  const found = notices.find((notice) => notice.language === language) ?? notices.find((notice) => notice.language === own) ?? notices[0]
  return found ? { ...found, language: found.language as Language } : null
}
