import { holds } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Language } from '#platform/endpoint.ts'
import { sameVersion } from '#platform/version.ts'
import { languages } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { boundariesGrants } from './access.ts'
import type { readHelp as readEndpoint, writeHelp as writeEndpoint } from './contract.ts'

/** What colleagues may say at a sign of self-harm, in each language; empty until an administrator has written it. */
export async function readHelp(work: Work): Promise<AnswerOf<typeof readEndpoint>> {
  const rows = await work.db.selectFrom('boundaries_help').selectAll().execute()
  const data = languages.map((language) => {
    const row = rows.find((one) => one.language === language)
    return { language, text: row?.text ?? '', version: row?.version ?? 1, changed_at: row?.changed_at.toString() ?? null }
  })
  return { data, may: { edit: holds(boundariesGrants, work.actor, 'help.edit') } }
}

/** Writes it; an older version than the one that is there is refused. */
export async function writeHelp(
  work: Work,
  language: Language,
  { text, version }: BodyOf<typeof writeEndpoint>,
): Promise<AnswerOf<typeof readEndpoint>> {
  const row = await work.db.selectFrom('boundaries_help').select('version').where('language', '=', language).forUpdate().executeTakeFirst()
  sameVersion(row?.version ?? 1, version)
  const said = { text, changed_by: work.actor.kind === 'person' ? work.actor.id : null, changed_at: work.now }
  await work.db
    .insertInto('boundaries_help')
    .values({ language, ...said, version: 2 })
    .onConflict((conflict) => conflict.column('language').doUpdateSet({ ...said, version: version + 1 }))
    .execute()
  await work.announce({ fact: 'help.changed', house: 'boundaries', language })
  return readHelp(work)
}
