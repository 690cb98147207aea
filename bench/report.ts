import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import type { Measured } from './load.ts'
import { count, kept, table } from './paper.ts'

export interface Result {
  gesture: string
  reads: boolean
  clients: number
  http: Measured
  floor: Measured
  /** CPU a request, in milliseconds. */
  serverCpu: number | null
  databaseCpu: number | null
  /** The database's for the floor. */
  floorCpu: number | null
}

export interface Run {
  complaints: number
  results: Result[]
  skipped: string[]
  serverMemory: number | null
  databaseMemory: number | null
  postgres: string
  /** How busy the machine was before, as it says itself. */
  load: number
}

const ms = (value: number | null) => (value === null ? '–' : value < 10 ? value.toFixed(2) : value.toFixed(1))
const times = (one: number, other: number) => `${(one / other).toFixed(1)} ×`

/** A read keeps its promise within three times its floor and three milliseconds. */
export const keeps = ({ reads, clients, http, floor }: Result): boolean =>
  !reads || clients > 1 || (http.p50 <= 3 * floor.p50 + 3 && http.p95 <= 3 * floor.p95 + 3)

export function tableOf(results: readonly Result[]): string {
  const head = [
    'what',
    'clients',
    'p50 ms',
    'floor',
    'ratio',
    'p95 ms',
    'floor',
    'ratio',
    'CPU server',
    'CPU database',
    'floor',
    'a second',
    'within 3 × + 3 ms',
  ]
  const rows = results.map((result) => {
    const { gesture, reads, clients, http, floor, serverCpu, databaseCpu, floorCpu } = result
    const within = reads && clients === 1 ? (keeps(result) ? 'yes' : '**no**') : ''
    const perSecond = ((http.count * 1000) / http.took).toFixed(0)
    return [
      gesture,
      String(clients),
      ms(http.p50),
      ms(floor.p50),
      times(http.p50, floor.p50),
      ms(http.p95),
      ms(floor.p95),
      times(http.p95, floor.p95),
      ms(serverCpu),
      ms(databaseCpu),
      ms(floorCpu),
      perSecond,
      within,
    ]
  })
  return table(head, rows)
}

export function machine(postgres: string): string {
  const [first] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  return `${first?.model.trim()}, ${cpus().length} cores, ${memory}, ${process.platform} ${osRelease()}, Node ${process.versions.node}, PostgreSQL ${postgres}`
}

const osRelease = () => execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim()

export function reportOf(runs: readonly Run[]): string {
  const [first] = runs
  const parts = runs.map(
    (run) =>
      `## ${count(run.complaints)} complaints\n\nLoad average before: ${run.load.toFixed(1)}.\n\n${tableOf(run.results)}\n\n${memoryOf(run)}${run.skipped.map((line) => `\n\nNot measured: ${line}`).join('')}`,
  )
  return `# Performance

Written by \`npm run bench -- --complaints ${runs.map(({ complaints }) => complaints).join(' --complaints ')} --write\`. Machine: ${machine(first?.postgres ?? '')}.
Load generator, server and database share this machine. Times are milliseconds; CPU is milliseconds a request.

Each figure stands beside its **floor**: the same rows read or written by bare prepared SQL in one transaction, on the same database, in the same run, with as many
connections as there are clients. The database is filled with complaints over three years (subject 60 characters, body 1.2 kB in English, Greek and
Spanish, two messages each, ${Math.min(10_000, Math.max(...runs.map(({ complaints }) => complaints))).toLocaleString('en')} different bodies), 5,000 customers, 40 agents, 6 teams; 5 % of them running, at least 1,100. Requests carry API tokens in turn.

${parts.join('\n\n')}
${growth(runs)}`
}

function memoryOf({ serverMemory, databaseMemory }: Run): string {
  if (serverMemory === null || databaseMemory === null) return 'Idle memory: this system does not say.'
  return `Idle memory: server ${serverMemory.toFixed(0)} MB, database ${databaseMemory.toFixed(0)} MB, together ${(serverMemory + databaseMemory).toFixed(0)} MB (proportional set size).`
}

const growsAtMost = 1.3

/** How p95 grows from the smallest run to the largest, and whether that is as little as was promised. */
function growth(runs: readonly Run[]): string {
  const [small, large] = [runs[0], runs.at(-1)]
  if (!small || !large || small === large) return ''
  const pairs = large.results.flatMap((big) => {
    const before = small.results.find(({ gesture, clients }) => gesture === big.gesture && clients === big.clients)
    return before ? [{ big, before, grows: big.http.p95 / before.http.p95 }] : []
  })
  const rows = pairs.map(({ big, before, grows }) => [
    big.gesture,
    String(big.clients),
    ms(before.http.p95),
    ms(big.http.p95),
    times(big.http.p95, before.http.p95),
    times(big.floor.p95, before.floor.p95),
    kept(grows <= growsAtMost),
  ])
  const [from, to] = [count(small.complaints), count(large.complaints)]
  const head = ['what', 'clients', `p95 at ${from}`, `p95 at ${to}`, 'growth', 'growth of the floor', `at most ${growsAtMost} ×`]
  const held = pairs.filter(({ grows }) => grows <= growsAtMost).length
  return `
## Growth

Promised: p95 grows from ${from} to ${to} complaints by ${growsAtMost} at most: ${kept(held === pairs.length)} (${held} of ${pairs.length}).

${table(head, rows)}
`
}
