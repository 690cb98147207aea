import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { changeToneRule, KeptChange, RuleChange } from './contract.ts'
import { dayOf, nameOf, newEdition } from './edit-rules.ts'
import { presentChange } from './find-house-rules.ts'
import './refusals.ts'
import { shippedAvoid } from './rules/house-rules.ts'

/** Switches a rule that came with Redress on or off, or changes how severe it is, where and when it holds. */
export async function changeShippedRule(
  work: Work,
  rule: string,
  { version, ...change }: BodyOf<typeof changeToneRule>,
): Promise<KeptChange> {
  if (!isShipped(rule)) throw refuse('tone.rule_not_shipped', { rule })
  if (change.from && change.until && change.from > change.until) throw refuse('tone.dates_turned_round')
  const before = await work.db.selectFrom('tone_changes').select('version').where('rule', '=', rule).forUpdate().executeTakeFirst()
  sameVersion(before?.version ?? 0, version)
  const columns = { ...columnsOf(change), version: version + 1, changed_by: nameOf(work), changed_at: work.now }
  const kept = await work.db
    .insertInto('tone_changes')
    .values({ rule, ...columns })
    .onConflict((conflict) => conflict.column('rule').doUpdateSet(columns).where('tone_changes.version', '=', version))
    .returningAll()
    .executeTakeFirst()
  if (!kept) throw refuse('platform.stale_version', { current: version + 1 })
  await newEdition(work, rule)
  return presentChange(kept)
}

const columnsOf = (change: RuleChange) => ({
  off: change.off ?? null,
  severity: change.severity ?? null,
  channels: change.channels ?? null,
  from_day: dayOf(change.from),
  until_day: dayOf(change.until),
})

/** The rule is again as it came. Twice is once. */
export async function restoreShippedRule(work: Work, rule: string): Promise<{ rule: string }> {
  if (!isShipped(rule)) throw refuse('tone.rule_not_shipped', { rule })
  const removed = await work.db.deleteFrom('tone_changes').where('rule', '=', rule).returning('rule').executeTakeFirst()
  if (removed) await newEdition(work, rule)
  return { rule }
}

const isShipped = (rule: string): boolean =>
  (['en', 'el', 'es'] as const).some((language) => shippedAvoid(language).some(({ id }) => id === rule))
