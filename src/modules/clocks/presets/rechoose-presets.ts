import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import { categoriesOf, findRowsOf, matterOf } from '../find-clocks.ts'
import { happeningOf, settleClocks } from '../settle-clocks.ts'
import { chosenFor, plantClocks } from '../start-clocks.ts'
import { takeOff } from '../take-off.ts'
import { houseRules } from './house-rules.ts'

/** An issue has another category: presets made for categories come and go. Those that a person chose, or took off, stay as they are. */
export async function rechoosePresets(work: Work, fact: Fact<'issue.added' | 'issue.edited'>): Promise<void> {
  const turns = fact.fact === 'issue.added' ? fact.category !== null : fact.fields.includes('category')
  if (!turns) return
  const { complaint } = fact
  const [rows, matter, categories] = await Promise.all([
    findRowsOf(work, complaint),
    matterOf(work, complaint),
    categoriesOf(work, complaint),
  ])
  const kept = rows.filter((row) => row.kept && row.preset !== null)
  // While a complaint is being opened, and where it is none, there is nothing to choose anew.
  if (kept.length === 0) return
  const [movable, chosen, byHand] = await Promise.all([
    movablePresets(work),
    chosenFor(work, { received: matter.received_at, categories }),
    presetsByHand(work, complaint),
  ])
  const isMovable = (code: string | null) => code !== null && movable.has(code) && !byHand.has(code)
  const wanted = new Set(chosen.map(({ written }) => written.preset.code))
  const there = new Set(kept.map(({ preset }) => preset))
  const leaving = [...there].flatMap((code) => (code !== null && isMovable(code) && !wanted.has(code) ? [code] : []))
  for (const preset of leaving) await takeOff(work, complaint, { preset, cause: fact.fact })
  const coming = chosen.filter(({ written: { preset } }) => isMovable(preset.code) && !there.has(preset.code))
  if (coming.length + leaving.length === 0) return
  const facts = await findFacts(work, `complaint/${complaint}`)
  const received = matter.received_at
  await plantClocks(work, { complaint, received, kept: coming, happenings: facts.map(happeningOf), cause: fact.fact })
  // Which of all the limits is the nearest is known only now.
  await settleClocks(work, complaint, fact.fact)
}

/** Those that a category brings, and those whose place they take. */
async function movablePresets(work: Work): Promise<Set<string>> {
  const { presets } = await houseRules(work)
  const special = presets.filter(({ preset }) => preset.applies.categories.length > 0)
  return new Set(special.flatMap(({ preset: { code, replaces } }) => (replaces ? [code, replaces] : [code])))
}

/** Presets about which a person has decided on this complaint. */
async function presetsByHand(work: Work, complaint: Id): Promise<Set<string>> {
  const rows = await work.db.selectFrom('clocks_choices').select('preset').distinct().where('complaint_id', '=', complaint).execute()
  return new Set(rows.map(({ preset }) => preset))
}
