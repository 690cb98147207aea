import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuseOtherNode } from '#platform/pinned-node.ts'
import { reportOf } from './report.ts'
import { run } from './run.ts'

refuseOtherNode()
const options = {
  complaints: { type: 'string', multiple: true },
  requests: { type: 'string' },
  port: { type: 'string' },
  folder: { type: 'string' },
  write: { type: 'boolean' },
  help: { type: 'boolean' },
} as const
const { values } = parseArgs({ options })

const usage = `npm run bench -- [--complaints N]… [--requests N] [--port N] [--folder F] [--write]

  --complaints   How many to fill; several times for several runs, compared at the end. 100000 when not said.
  --requests     How many requests a gesture at one client, twice as many at eight. 300 when not said.
  --port         Where the measured server listens; a free one when not said.
  --folder       Keeps the filled databases there, one folder a size, and takes them again the next time.
  --write        Writes docs/performance.md.
`

if (values.help) process.stdout.write(usage)
else await bench()

async function bench() {
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`)
  const runs = []
  for (const complaints of (values.complaints ?? ['100000']).map(Number)) {
    say(`${complaints} complaints`)
    const folder = values.folder && join(values.folder, String(complaints))
    runs.push(
      await run({
        complaints,
        port: values.port === undefined ? undefined : Number(values.port),
        folder,
        requests: Number(values.requests ?? 300),
        say,
      }),
    )
  }
  const report = reportOf(runs)
  process.stdout.write(`${report}\n`)
  if (values.write) await writeFile(join(import.meta.dirname, '../docs/performance.md'), report)
}
