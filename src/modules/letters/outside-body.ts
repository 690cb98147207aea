import { actorName } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import { languages } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { mayEditLetters } from './access.ts'
import type { OtherBody, readBodies as readEndpoint, writeBody as writeEndpoint } from './contract.ts'
import { hasDeadLink } from './rules/missing-in-letter.ts'
import './refusals.ts'

/** Where customers can turn who are not content with us, in each language; empty until an administrator has written it. */
export async function readBodies(work: Work): Promise<AnswerOf<typeof readEndpoint>> {
  const rows = await work.db.selectFrom('letters_bodies').selectAll().execute()
  const data = languages.map((language) => {
    const row = rows.find((one) => one.language === language)
    const { name = '', address = '', website = '', time_limit = '', version = 1 } = row ?? {}
    return { language, name, address, website, time_limit, others: othersOf(row), version, changed_at: row?.changed_at.toString() ?? null }
  })
  return { data, may: { edit: mayEditLetters(work.actor) } }
}

/** Writes it in one language. A name without the way there and the time limit helps nobody. */
export async function writeBody(
  work: Work,
  language: Language,
  { version, ...asked }: BodyOf<typeof writeEndpoint>,
): Promise<AnswerOf<typeof readEndpoint>> {
  const row = await work.db
    .selectFrom('letters_bodies')
    .select(['version', 'others'])
    .where('language', '=', language)
    .forUpdate()
    .executeTakeFirst()
  sameVersion(row?.version ?? 1, version)
  const said = trimmed(asked)
  refuseHalf(said)
  const others = asked.others?.map((other) => ({ preset: other.preset, ...trimmed(other) })) ?? othersOf(row)
  for (const other of others) refuseHalf(other, { whole: true })
  const change = { ...said, others: JSON.stringify(others), changed_by: actorName(work.actor), changed_at: work.now }
  await work.db
    .insertInto('letters_bodies')
    .values({ language, ...change, version: 2 })
    .onConflict((conflict) => conflict.column('language').doUpdateSet({ ...change, version: version + 1 }))
    .execute()
  await work.announce({ fact: 'outside_body.changed', house: 'letters', language })
  return readBodies(work)
}

interface Body {
  name: string
  address: string
  website: string
  time_limit: string
}

const trimmed = ({ name, address, website, time_limit }: Body): Body => ({
  name: name.trim(),
  address: address.trim(),
  website: website.trim(),
  time_limit: time_limit.trim(),
})

// Written above only, from the contract's own shape.
const othersOf = (row: { others: unknown } | undefined): OtherBody[] => (row?.others ?? []) as OtherBody[]

function refuseHalf({ name, address, website, time_limit }: Body, { whole = false } = {}) {
  const said = [name, address, website, time_limit]
  if (hasDeadLink(said.join(' '))) throw refuse('letters.dead_link')
  const isEmpty = !whole && said.every((value) => value === '')
  const isWhole = name !== '' && (address !== '' || website !== '') && time_limit !== ''
  if (!isEmpty && !isWhole) throw refuse('letters.half_body')
}

/**
 * As it stands in a letter: the name, the way there, and the time limit in a sentence of its own. Those of the complaint's presets stand in
 * place of the one for every complaint; several are a list. Null where nobody wrote one.
 */
export async function bodyFor(work: Work, language: Language, presets: readonly string[]): Promise<string | null> {
  const row = await work.db.selectFrom('letters_bodies').selectAll().where('language', '=', language).executeTakeFirst()
  if (!row) return null
  const special = othersOf(row).filter(({ preset }) => presets.includes(preset))
  const named = [...new Set((special.length > 0 ? special : [row]).filter(({ name }) => name !== '').map(saidOf))]
  return named.length > 1 ? `\n${named.map((line) => `- ${line}`).join('\n')}` : (named[0] ?? null)
}

function saidOf({ name, address, website, time_limit }: Body): string {
  const where = [name, address.replaceAll(/\s*\n\s*/g, ', '), website].filter((part) => part !== '').join(', ')
  return `${where}. ${time_limit}`
}
