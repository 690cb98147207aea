import { plainTextOf } from '#modules/conversations/rules/plain-text.ts'
import { findAgents } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id, Language } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { sanitiseRichText } from '#platform/sanitise-rich-text.ts'
import { sameVersion } from '#platform/version.ts'
import { languages } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import type { editText as editEndpoint, NewWording, RuleParts, Text, writeText as writeEndpoint } from './contract.ts'
import { present, textFor } from './read-texts.ts'
import { slotProblems } from './rules/slots.ts'
import { variables } from './rules/variables.ts'
import './refusals.ts'

/** Writes a new ready text. */
export async function writeText(work: Work, { wordings, owner, change, review_on, ...about }: BodyOf<typeof writeEndpoint>): Promise<Text> {
  const written = givenLanguages(wordings)
  if (written.length === 0) throw refuse('knowledge.nothing_written')
  await ownerExists(work, owner)
  const row = await work.db
    .insertInto('knowledge_texts')
    .values({ ...about, review_on: dayOf(review_on), owner_id: owner, id: newId(), created_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse('knowledge.code_taken', { code: about.code })
  for (const language of written) await putWording(work, row.id, { language, wording: wordings[language], change })
  await work.announce({ fact: 'text.written', house: 'knowledge', text: row.id, code: row.code, languages: written })
  return present(work, row)
}

type Edit = BodyOf<typeof editEndpoint> & { version: number }

/** Changes what a text is for, and what it says. The wording before stays readable; from now on it is the desk's own, which no release changes. */
export async function editText(
  work: Work,
  asked: string,
  { version, wordings = {}, owner, change, review_on, ...about }: Edit,
): Promise<Text> {
  const before = await textFor(work, asked, true)
  sameVersion(before.version, version)
  await ownerExists(work, owner ?? null)
  const written = givenLanguages(wordings)
  for (const language of written) await putWording(work, before.id, { language, wording: wordings[language], change })
  if (!(await saysSomething(work, before.id))) throw refuse('knowledge.nothing_written')
  const row = await work.db
    .updateTable('knowledge_texts')
    .set({
      ...about,
      ...(owner !== undefined && { owner_id: owner }),
      ...(review_on !== undefined && { review_on: dayOf(review_on) }),
      shipped: null,
      version: version + 1,
    })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const fields = [...Object.keys(about), ...(owner === undefined ? [] : ['owner']), ...(review_on === undefined ? [] : ['review_on'])]
  await work.announce({ fact: 'text.edited', house: 'knowledge', text: row.id, fields, languages: written })
  return present(work, row)
}

/** Takes a text out of use, or back. Twice is once; nothing is ever deleted. */
export async function retireText(work: Work, asked: string, retired: boolean): Promise<Text> {
  const before = await textFor(work, asked, true)
  if ((before.retired_at !== null) === retired) return present(work, before)
  const row = await work.db
    .updateTable('knowledge_texts')
    .set((text) => ({
      retired_at: retired ? work.now : null,
      retired_by: retired ? actorName(work.actor) : null,
      version: text('version', '+', 1),
    }))
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: retired ? 'text.retired' : 'text.restored', house: 'knowledge', text: row.id })
  return present(work, row)
}

interface Put {
  language: Language
  wording: NewWording | null | undefined
  change?: string | undefined
}

/** Makes this the current wording of a language; null ends it. What says the same is not written twice. */
export async function putWording(work: Work, text: Id, { language, wording, change = '' }: Put): Promise<void> {
  const last = await lastWording(work, text, language)
  const next = wording ? checked(wording) : null
  if (last?.replaced_at === null) {
    if (next && sameWords(last, next)) return
    await endWording(work, last)
  }
  const number = last ? last.number + 1 : 1
  if (next) await addWording(work, next, { text_id: text, language, number, change: change.trim() || null })
}

type Place = { text_id: Id; language: Language; number: number; change: string | null }

const addWording = (work: Work, next: ReturnType<typeof checked>, place: Place) =>
  work.db
    .insertInto('knowledge_versions')
    .values({
      ...next,
      ...place,
      steps: JSON.stringify(next.steps),
      rule: next.rule && JSON.stringify(next.rule),
      written_by: actorName(work.actor),
      written_at: work.now,
    })
    .execute()

const lastWording = (work: Work, text: Id, language: Language) =>
  work.db
    .selectFrom('knowledge_versions')
    .selectAll()
    .where('text_id', '=', text)
    .where('language', '=', language)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

const endWording = (work: Work, wording: { text_id: Id; language: string; number: number }) =>
  work.db
    .updateTable('knowledge_versions')
    .set({ replaced_at: work.now })
    .where('text_id', '=', wording.text_id)
    .where('language', '=', wording.language)
    .where('number', '=', wording.number)
    .execute()

/** What was written, made safe and looked through: unknown variables and torn braces are refused. */
function checked(wording: NewWording) {
  const body = sanitiseRichText(wording.body)
  const { unknown, broken } = slotProblems(body)
  if (unknown.length > 0) throw refuse('knowledge.unknown_variable', { names: unknown.join(', '), known: variables.join(', ') })
  if (broken.length > 0) throw refuse('knowledge.broken_slot', { words: broken[0] ?? '' })
  const plain = plainTextOf(body)
  if (plain.trim() === '' && wording.steps.length === 0) throw refuse('knowledge.nothing_written')
  return { title: wording.title.trim(), body, plain, steps: wording.steps, rule: wording.rule }
}

const sameWords = (
  one: { title: string; body: string; steps: unknown; rule: unknown },
  other: { title: string; body: string; steps: unknown[]; rule: RuleParts | null },
): boolean =>
  one.title === other.title && one.body === other.body && canonical(one.steps) === canonical(other.steps) && sameRule(one.rule, other.rule)

const partsOf = (rule: RuleParts | null) =>
  rule && [rule.rule, rule.protects, rule.leaves_open, rule.exceptions, rule.source, rule.valid_from, rule.valid_to]

// written only from the contract's own shape
const sameRule = (one: unknown, other: RuleParts | null): boolean =>
  JSON.stringify(partsOf(one as RuleParts | null)) === JSON.stringify(partsOf(other))

// jsonb orders the keys of an object in its own way.
const canonical = (steps: unknown): string =>
  JSON.stringify((steps as NewWording['steps']).map(({ title, does, say, avoid }) => [title, does, say, avoid]))

const dayOf = (day: string | null): Temporal.PlainDate | null => (day === null ? null : Temporal.PlainDate.from(day))

const givenLanguages = (wordings: { [Code in Language]?: unknown }): Language[] =>
  languages.filter((language) => wordings[language] !== undefined)

async function ownerExists(work: Work, owner: Id | null) {
  if (owner !== null && (await findAgents(work, [owner])).length === 0) throw refuse('knowledge.unknown_owner')
}

async function saysSomething(work: Work, text: Id): Promise<boolean> {
  const current = await work.db
    .selectFrom('knowledge_versions')
    .select('number')
    .where('text_id', '=', text)
    .where('replaced_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return current !== undefined
}
