import { count, kept, ms, quantiles, sectionOf, table } from '../paper.ts'
import type { LiveRun } from './run.ts'

const promisedMs = 150

/** What the live line took, and whether it kept its promise. */
export function liveReport(run: LiveRun): string {
  const { wanted, heard, arrived, lost, doubled, leaked, broken, memory, serverCpu, databaseCpu } = run
  const reading = heard.filter(({ reads }) => reads)
  const listing = heard.filter(({ reads }) => !reads)
  const line = (name: string, some: LiveRun['heard']) => {
    const [answer, fact] = [quantiles(some.map(({ sinceAnswer }) => sinceAnswer)), quantiles(some.map(({ sinceFact }) => sinceFact))]
    return [name, count(some.length), ...[answer.p50, answer.p95, answer.most, fact.p50, fact.p95, fact.most].map(ms)]
  }
  const p95 = quantiles(heard.map(({ sinceFact }) => sinceFact)).p95
  const megabytes = memory.map((one) => (one === null ? '–' : one.toFixed(0)))
  const core = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(0)} %`)
  return sectionOf(
    'live',
    `## Live: from the commit to who is connected

${count(wanted.agents)} agents connected as the workspace connects (server-sent events, a token and a connection each), half of them readers of one complaint, the others at lists of all
teams; ${count(wanted.complaints)} complaints; ${run.changes} changes by HTTP, ${wanted.aSecond} a second (replies, assignments, notes), every other one in the one complaint. Milliseconds until the note is there, counted
from the answer of the request (a note that overtakes the answer is below zero), and from the fact's own moment, which is when its Work began: the commit lies between
the two. Load average before: ${run.load.toFixed(1)}. What a screen asks for after a note is not in these figures.

${table(
  ['who', 'arrived', 'since answer p50', 'p95', 'max', 'since fact p50', 'p95', 'max'],
  [line('readers of the one complaint', reading), line('at lists', listing), line('all', heard)],
)}

Promised: p95 under ${promisedMs} ms, since the fact's own moment: ${kept(p95 < promisedMs)} (${ms(p95)} ms). ${count(run.facts)} facts were recorded, what the desk did by itself among them; ${count(arrived)} notes arrived,
${lost} lost, ${doubled} doubled, ${leaked} told to who may not see it, ${broken} lines broken: ${kept(lost + doubled + leaked + broken === 0)}.

Memory of the server: ${megabytes[0]} MB with nobody there, ${megabytes[1]} MB with all connected, ${megabytes[2]} MB at the end. CPU while changes were made: server ${core(serverCpu)}, database ${core(databaseCpu)} of one core.`,
  )
}
