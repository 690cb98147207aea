import { count, kept, ms, quantiles, sectionOf, table } from '../paper.ts'
import type { Profile } from './browse.ts'
import type { Loaded } from './first-load.ts'
import type { ScreenRun } from './run.ts'

const promised = { script: 300_000, paintMs: 1000, moveMs: 100, interactionMs: 100 }
const kB = (bytes: number) => (bytes / 1000).toFixed(0)

const middle = (loads: readonly Loaded[], of: (loaded: Loaded) => number): number => quantiles(loads.map(of)).p50

function loadLine(name: string, loads: readonly Loaded[]): string[] {
  const times = [middle(loads, (one) => one.firstPaint), middle(loads, (one) => one.largestPaint), middle(loads, (one) => one.rows)]
  const bytes = (['script', 'style', 'font', 'rest'] as const).map((kind) => kB(middle(loads, (one) => one.bytes[kind])))
  return [name, ...times.map(ms), ...bytes, kB(middle(loads, ({ later }) => later))]
}

const names: Record<Profile, string> = { plain: 'as this machine is', slow: 'a quarter of its processor' }

/** What a person waits for in a real browser, and which promises were kept. */
export function screenReport(run: ScreenRun): string {
  const { plain, slow, slowAgain, moves, interactions } = run
  const [script, paint] = [middle(plain, ({ bytes }) => bytes.script), middle(slow, ({ firstPaint }) => firstPaint)]
  const profiles = ['plain', 'slow'] as const
  const moved = profiles.map((profile) => [names[profile], ...Object.values(quantiles(moves[profile])).map(ms)])
  const acted = profiles.map((profile) => {
    const took = quantiles(interactions[profile].map((one) => one.took))
    return [names[profile], count(interactions[profile].length), ms(took.p50), ms(took.p75), ms(took.most)]
  })
  const worst = interactions.plain.toSorted((one, other) => other.took - one.took).slice(0, 5)
  const move = quantiles(moves.plain).p95
  const interaction = worst[0]?.took ?? Number.NaN
  return sectionOf(
    'screen',
    `## Screen: what a person waits for

Chromium ${run.chromium} without a window, 1440 × 900, over ${count(run.wanted.complaints)} complaints; the browser, the desk and the database share this machine. A slow laptop is a quarter of its processor,
10 Mbit/s, 40 ms there and back. Load average before: ${run.load.toFixed(1)}. Milliseconds; kB are thousands of bytes as they travelled, pressed (Brotli; gzip is some 12 % more).

The list, the middle of ${run.wanted.loads} loads:

${table(
  ['the list', 'first paint', 'largest paint', 'first row', 'script kB', 'style', 'fonts', 'rest', 'script afterwards'],
  [
    loadLine('the first time, as this machine is', plain),
    loadLine('the first time, a slow laptop', slow),
    loadLine('again, a slow laptop', slowAgain),
  ],
)}

Promised: at most ${kB(promised.script)} kB of script: ${kept(script <= promised.script)}, which \`test/list-script.test.ts\` holds for gzip; first paint on a slow laptop under ${promised.paintMs} ms: ${kept(paint < promised.paintMs)}.

From one complaint to the next by J, ${run.moves.plain.length} times, from the key to the paint of its conversation:

${table(['processor', 'p50', 'p75', 'p95', 'max'], moved)}

Promised: under ${promised.moveMs} ms: ${kept(move < promised.moveMs)} (p95, as this machine is).

From an interaction to the next paint, over the list by keys, a filter, opening, a reply of 200 letters, an assignment and the palette; what took under 16 ms is not counted:

${table(['processor', 'interactions', 'p50', 'p75', 'worst'], acted)}

The slowest: ${worst.map(({ step, event, on, took }) => `${step}, ${event} on ${on} ${ms(took)}`).join('; ')}.
Promised: under ${promised.interactionMs} ms: ${kept(interaction < promised.interactionMs)} (the worst, as this machine is).`,
  )
}
