import type { ClocksRun } from './run.ts'

const ms = (value: number) => value.toFixed(2)
const count = (value: number) => value.toLocaleString('en')

/** What is promised: 100,000 complaints in ten seconds, and a list of what is due that does not grow with what is open. */
export function clocksReport({ reckoned, due }: ClocksRun): string {
  const { complaints, clocks, seconds, cpu } = reckoned
  const rows = due.flatMap((run) =>
    run.pages.map(({ name, http, floor }) => [name, count(run.clocks), ms(http.p50), ms(http.p95), ms(floor.p50), ms(floor.p95)]),
  )
  const head = ['what', 'open clocks', 'p50 ms', 'p95 ms', 'floor p50', 'floor p95']
  return `# Clocks

${count(clocks)} clocks of ${count(complaints)} complaints worked out anew in ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU (${((cpu * 1e6) / clocks).toFixed(0)} µs each): ${seconds < 10 ? 'within' : '**not within**'} 10 s.

${[head, head.map((_name, at) => (at === 0 ? '---' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

${growth(due)}
`
}

function growth(due: ClocksRun['due']): string {
  const [small, large] = [due[0], due.at(-1)]
  if (!small || !large || small === large) return ''
  return large.pages
    .map(({ name, http }, at) => {
      const before = small.pages[at]?.http.p95 ?? Number.NaN
      const ratio = http.p95 / before
      return `${name}: p95 ${ratio.toFixed(2)} × from ${count(small.clocks)} to ${count(large.clocks)} (promised 1.3 ×).`
    })
    .join('\n')
}
