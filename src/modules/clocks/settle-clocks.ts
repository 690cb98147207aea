import { sql } from 'kysely'
import type { Id } from '#platform/endpoint.ts'
import type { RecordedFact } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import { announceChanges, type Change } from './announce-changes.ts'
import { type ClockRecord, columnsOf, keyOf, keyOfRow, type Origin, rowOfClock, withNearest } from './clock-rows.ts'
import { categoriesOf, findRowsOf, happenedOf, matterOf } from './find-clocks.ts'
import { insertRows } from './insert-rows.ts'
import { type KeptPreset, plansOf } from './plans.ts'
import { houseRules, versionOf } from './presets/house-rules.ts'
import type { Why } from './rules/choose-presets.ts'
import { type Clock, clocksOf, type Plan } from './rules/clocks-of.ts'
import { type Happening, storyOf } from './rules/story.ts'
import { chosenFor, plantClocks } from './start-clocks.ts'

/** A complaint's clocks as its facts leave them, with all that they were worked out from. */
export interface Reckoned {
  rows: ClockRecord[]
  facts: RecordedFact[]
  kept: KeptPreset[]
  plans: Plan[]
  clocks: Clock[]
}

/** Something happened that clocks turn on. */
export const followFact = (work: Work, { complaint, fact }: { complaint: Id; fact: string }): Promise<void> =>
  settleClocks(work, complaint, fact)

/** Works the clocks of a complaint out anew from its facts, writes what has changed, and announces it. Twice is once. `cause`: the fact that moved them. */
export async function settleClocks(work: Work, complaint: Id, cause: string): Promise<void> {
  const reckoned = await reckon(work, complaint)
  const changes = changesIn(work, complaint, reckoned)
  if (changes.length === 0) return
  await writeChanges(work, complaint, changes)
  await announceChanges(work, { complaint, changes, cause })
}

/** What the clocks of a complaint are by its facts. */
export async function reckon(work: Work, complaint: Id): Promise<Reckoned> {
  const [matter, rows, facts] = await Promise.all([matterOf(work, complaint), findRowsOf(work, complaint), happenedOf(work, complaint)])
  const kept = await keptPresets(work, rows)
  const plans = await plansOf(work, kept)
  return { rows, facts, kept, plans, clocks: clocksOf(plans, storyOf(matter.received_at.epochMilliseconds, facts.map(happeningOf))) }
}

/** A complaint that was an enquiry, or is older than its clocks, gets them now; they count from receipt. */
export async function startMissingClocks(
  work: Work,
  { complaint, kind, fact }: { complaint: Id; kind: string; fact: string },
): Promise<void> {
  const rows = kind === 'complaint' ? await findRowsOf(work, complaint) : []
  if (kind !== 'complaint' || rows.some(({ preset }) => preset !== null)) return settleClocks(work, complaint, fact)
  const { received_at: received } = await matterOf(work, complaint)
  const kept = await chosenFor(work, { received, categories: await categoriesOf(work, complaint) })
  const facts = await happenedOf(work, complaint)
  await plantClocks(work, { complaint, received, kept, happenings: facts.map(happeningOf), cause: fact })
}

export const happeningOf = ({ fact, at, data }: Pick<RecordedFact, 'fact' | 'at' | 'data'>): Happening => ({
  fact,
  at: at.epochMilliseconds,
  data,
})

/** The presets that a complaint's clocks are of, each in the version that it keeps. */
async function keptPresets(work: Work, rows: readonly ClockRecord[]): Promise<KeptPreset[]> {
  const rules = await houseRules(work)
  const first = new Map(rows.flatMap((row) => (row.kept && row.preset !== null ? [[row.preset, row] as const] : [])))
  return [...first].map(([code, { preset_version: version, why, calendar }]) => ({
    written: versionOf(rules, code, version ?? 1),
    why: why as Why, // written only here and where clocks begin, from the rules' own codes
    calendar,
  }))
}

const ofPromise: Origin = { why: 'promise', calendar: null }

function changesIn(work: Work, complaint: Id, { rows, kept, plans, clocks }: Reckoned): Change[] {
  const now = work.now.epochMilliseconds
  const known = new Map(rows.map((row) => [keyOfRow(row), row]))
  const worked = clocks.map((clock) => {
    const at = kept.findIndex(({ written }) => written.preset.code === clock.preset)
    const before = known.get(keyOf(clock)) ?? null
    const columns = columnsOf(clock, { plan: plans[at], origin: kept[at] ?? ofPromise, now })
    return { before, clock, row: before ? { ...before, ...columns } : rowOfClock(complaint, columns) }
  })
  const marked = withNearest(worked.map(({ row }) => row))
  return worked.flatMap(({ before, clock }, at) => {
    const after = marked[at]
    return !after || (before && sameRow(before, after)) ? [] : [{ before, after, clock }]
  })
}

const watched = [
  'started_at',
  'due_at',
  'state',
  'open',
  'met_at',
  'met_message_id',
  'extended_by',
  'warned',
  'next_at',
  'nearest',
] as const

const sameRow = (one: Change['after'], other: Change['after']): boolean =>
  watched.every((column) => String(one[column] ?? '') === String(other[column] ?? ''))

async function writeChanges(work: Work, complaint: Id, changes: readonly Change[]): Promise<void> {
  const fresh = changes.filter(({ before }) => before === null).map(({ after }) => after)
  const changed = changes.filter(({ before }) => before !== null).map(({ after }) => after)
  if (fresh.length > 0) await insertRows(work, fresh)
  if (changed.length === 0) return
  await work.db
    .updateTable('clocks_clocks as k')
    .from(
      sql<Columns>`(select * from json_to_recordset(${JSON.stringify(changed)}::json) as r(id uuid, started_at timestamptz, due_at timestamptz,
        state text, open boolean, met_at timestamptz, met_message_id uuid, extended_by uuid, warned smallint, next_at timestamptz, nearest boolean))`.as(
        'd',
      ),
    )
    .set((row) => ({
      started_at: row.ref('d.started_at'),
      due_at: row.ref('d.due_at'),
      state: row.ref('d.state'),
      open: row.ref('d.open'),
      met_at: row.ref('d.met_at'),
      met_message_id: row.ref('d.met_message_id'),
      extended_by: row.ref('d.extended_by'),
      warned: row.ref('d.warned'),
      next_at: row.ref('d.next_at'),
      nearest: row.ref('d.nearest'),
    }))
    .where('k.complaint_id', '=', complaint)
    .whereRef('k.id', '=', 'd.id')
    .execute()
}

type Columns = Pick<ClockRecord, 'id' | (typeof watched)[number]>
