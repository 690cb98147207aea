import type { Selectable } from 'kysely'
import type { ToneChanges, ToneRules } from '#platform/database.types.ts'
import { oncePerWork } from '#platform/once-per-work.ts'
import type { Work } from '#platform/work.ts'
import type { Channel, HouseRules, KeptChange, KeptRule, Severity } from './contract.ts'

const editions = new Map<string, HouseRules>()

/** What the house changed and added. Read once an edition: the checker asks with every text. */
export const houseRules = oncePerWork<HouseRules>(async (work) => {
  const row = await work.db.selectFrom('tone_editions').select('edition').executeTakeFirst()
  if (!row) return untouched
  const known = editions.get(row.edition)
  if (known) return known
  const read = await readRules(work, row.edition)
  if (editions.size > 20) editions.clear()
  editions.set(row.edition, read)
  return read
})

const untouched: HouseRules = { edition: 'shipped', changes: [], rules: [] }

async function readRules(work: Work, edition: string): Promise<HouseRules> {
  const [changes, rules] = await Promise.all([
    work.db.selectFrom('tone_changes').selectAll().orderBy('rule').execute(),
    work.db.selectFrom('tone_rules').selectAll().orderBy('id').execute(),
  ])
  return { edition, changes: changes.map(presentChange), rules: rules.map(presentRule) }
}

// The columns are written from the contract's own shapes, so they hold no other severities, channels or languages.
export function presentChange(row: Selectable<ToneChanges>): KeptChange {
  return {
    rule: row.rule,
    ...(row.off !== null && { off: row.off }),
    ...(row.severity !== null && { severity: row.severity as Severity }),
    channels: row.channels as Channel[] | null,
    from: row.from_day?.toString() ?? null,
    until: row.until_day?.toString() ?? null,
    version: row.version,
  }
}

export function presentRule(row: Selectable<ToneRules>): KeptRule {
  return {
    rule: row.id,
    language: row.language as KeptRule['language'],
    category: row.category,
    severity: row.severity as Severity,
    patterns: row.patterns,
    exclude: row.exclude,
    why: row.why,
    instead: row.instead,
    off: row.off,
    channels: row.channels as Channel[] | null,
    from: row.from_day?.toString() ?? null,
    until: row.until_day?.toString() ?? null,
    version: row.version,
  }
}
