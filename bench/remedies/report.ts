import { count, kept, sectionOf, table } from '../paper.ts'
import type { Check } from './check.ts'
import type { LedgerRun } from './run.ts'
import type { Rush } from './rush.ts'

const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

const promised = { aSecond: 200, addsMs: 5, growth: 1.3 }
/** Two tables: all at once, and what the check adds. */
export function remediesReport(runs: readonly LedgerRun[]): string {
  const loads = runs.map(({ entries, load }) => `${load.toFixed(1)} at ${count(entries)}`).join(', ')
  return sectionOf(
    'remedies',
    `## Remedies: all at once

So many offers at the same moment over as many connections, all of them under one limit or one budget. The **floor** writes the same rows by bare prepared SQL behind the
same row, ten connections, nothing judged. Load average before each: ${loads}. Promised: none slips through, and ${promised.aSecond} decided a second.

${table(
  ['what', 'entries', 'offers', 'fit', 'granted', 'a second', 'floor a second', 'slowest ms', `${promised.aSecond} a second`],
  runs.flatMap(({ entries, rushes }) => rushes.map((one) => rushLine(entries, one))),
)}

## Remedies: what the check adds

Milliseconds, one client. The check locks what is summed, and sums it: the complaint, the customer's year, the decider's day, the budget. Promised: under ${promised.addsMs} ms
with 1,000,000 entries, and growing from 10,000 by ${promised.growth} at most.

${table(
  ['what', 'entries', 'p50', 'p95', 'floor p50', 'floor p95'],
  runs.flatMap(({ entries, check }) => checkLines(entries, check)),
)}

${verdict(runs)}`,
  )
}

function rushLine(entries: number, { name, offers, fits, granted, took, floor, slowest }: Rush): string[] {
  const aSecond = (offers * 1000) / took
  return [
    name,
    count(entries),
    count(offers),
    count(fits ?? offers),
    granted === (fits ?? offers) ? count(granted) : `**${count(granted)}**`,
    aSecond.toFixed(0),
    ((offers * 1000) / floor).toFixed(0),
    ms(slowest),
    kept(aSecond >= promised.aSecond),
  ]
}

const addsOf = ({ with: checked, without }: Check) => checked.p50 - without.p50

function checkLines(entries: number, { with: checked, without, floor, floorWithout, offer, draft }: Check): string[][] {
  const line = (name: string, one: { p50: number; p95: number }, beside?: { p50: number; p95: number }) => [
    name,
    count(entries),
    ms(one.p50),
    ms(one.p95),
    beside ? ms(beside.p50) : '',
    beside ? ms(beside.p95) : '',
  ]
  return [
    line('a Work that locks the complaint', without, floorWithout),
    line('the same with the check', checked, floor),
    line('an offer by HTTP, decided', offer),
    line('a draft by HTTP, nothing decided', draft),
  ]
}

function verdict(runs: readonly LedgerRun[]): string {
  const [small, large] = [runs[0], runs.at(-1)]
  if (!small || !large) return ''
  const adds = addsOf(large.check)
  const growth = large.check.with.p50 / small.check.with.p50
  const floorGrowth = large.check.floor.p50 / small.check.floor.p50
  return `The check adds ${ms(adds)} ms with ${count(large.entries)} entries (promise kept: ${kept(adds < promised.addsMs)}), and grows ${growth.toFixed(2)} × from ${count(small.entries)} (${kept(growth <= promised.growth)}; the floor ${floorGrowth.toFixed(2)} ×).`
}
