import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { addToneRule, editToneRule, HouseRule } from './contract.ts'
import { houseRules, presentRule } from './find-house-rules.ts'
import { judgeRule } from './judge-rule.ts'
import './refusals.ts'

type Saved = AnswerOf<typeof addToneRule>

/** Adds a rule of the house. Refuses a pattern that could take long, and a rule that underlines whatever is well written. */
export async function addRule(work: Work, rule: BodyOf<typeof addToneRule>): Promise<Saved> {
  const judged = judgeRule(work, rule)
  const row = { id: newId(), ...columnsOf(rule), changed_by: nameOf(work), changed_at: work.now }
  const added = await work.db.insertInto('tone_rules').values(row).returningAll().executeTakeFirstOrThrow()
  await newEdition(work, added.id)
  return { ...presentRule(added), ...judged }
}

/** Replaces a rule of the house, under the same conditions. */
export async function editRule(work: Work, id: string, { version, ...rule }: BodyOf<typeof editToneRule>): Promise<Saved> {
  const before = await work.db.selectFrom('tone_rules').select('version').where('id', '=', idOf(id)).forUpdate().executeTakeFirst()
  if (!before) throw refuse('tone.rule_not_found')
  sameVersion(before.version, version)
  const judged = judgeRule(work, rule)
  const edited = await work.db
    .updateTable('tone_rules')
    .set({ ...columnsOf(rule), changed_by: nameOf(work), changed_at: work.now, version: version + 1 })
    .where('id', '=', idOf(id))
    .returningAll()
    .executeTakeFirstOrThrow()
  await newEdition(work, id)
  return { ...presentRule(edited), ...judged }
}

export async function removeRule(work: Work, id: string): Promise<{ rule: string }> {
  const removed = await work.db.deleteFrom('tone_rules').where('id', '=', idOf(id)).returning('id').executeTakeFirst()
  if (!removed) throw refuse('tone.rule_not_found')
  await newEdition(work, id)
  return { rule: id }
}

/** Whoever keeps compiled rules makes them anew: browsers by the edition's name, this server by the same. */
export async function newEdition(work: Work, rule: string): Promise<void> {
  const edition = newId()
  await work.db
    .insertInto('tone_editions')
    .values({ id: 1, edition })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ edition }))
    .execute()
  houseRules.forget(work)
  await work.announce({ fact: 'wording.changed', house: 'tone', rule })
}

export const nameOf = (work: Work): string => `${work.actor.kind}/${work.actor.id ?? ''}`

/** An id that is none matches no row. */
const idOf = (id: string): string =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : '00000000-0000-0000-0000-000000000000'

function columnsOf({ from, until, ...rule }: HouseRule) {
  return { ...rule, from_day: dayOf(from), until_day: dayOf(until) }
}

export const dayOf = (day: string | null | undefined): Temporal.PlainDate | null => (day ? Temporal.PlainDate.from(day) : null)
