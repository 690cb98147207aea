import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { ClockKind } from './contract/preset.ts'

/** Stops the clocks of a preset that does not apply to a complaint any more. Met ones stay met; all stay readable. */
export async function takeOff(work: Work, complaint: Id, { preset, cause }: { preset: string; cause: string }): Promise<void> {
  const rows = await work.db
    .updateTable('clocks_clocks')
    .set((row) => ({
      kept: false,
      open: false,
      next_at: null,
      nearest: false,
      state: row.case().when('state', '=', 'met').then('met').else('stopped').end(),
    }))
    .where('complaint_id', '=', complaint)
    .where('preset', '=', preset)
    .where('kept', '=', true)
    .returning(['id', 'kind', 'due_at', 'state'])
    .execute()
  for (const { id, kind, due_at, state } of rows) {
    if (state !== 'stopped') continue
    // The column's check constraint holds the contract's codes.
    const of = { clock: id, kind: kind as ClockKind, preset, due: due_at.toString() }
    await work.announce({ fact: 'clock.stopped', complaint, ...of, why: 'taken_off', cause })
  }
}
