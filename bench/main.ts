import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuseOtherNode } from '#platform/pinned-node.ts'
import { mailReport } from './mails/report.ts'
import { runMails } from './mails/run.ts'
import { reportOf } from './report.ts'
import { run } from './run.ts'

refuseOtherNode()
const options = {
  complaints: { type: 'string', multiple: true },
  mails: { type: 'string' },
  requests: { type: 'string' },
  port: { type: 'string' },
  folder: { type: 'string' },
  write: { type: 'boolean' },
  help: { type: 'boolean' },
} as const
const { values } = parseArgs({ options })

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

const usage = `npm run bench -- [--complaints N]… [--mails N] [--requests N] [--port N] [--folder F] [--write]

  --complaints   How many to fill; several times for several runs, compared at the end. 100000 when not said.
  --mails        Instead: how many mails pour in, by HTTP and by SMTP, at one client and at eight.
  --requests     How many requests a gesture at one client, twice as many at eight. 300 when not said.
  --port         Where the measured server listens; a free one when not said.
  --folder       Keeps the filled databases there, one folder a size, and takes them again the next time.
  --write        Writes docs/performance.md, or docs/mail-performance.md.
`

if (values.help) process.stdout.write(usage)
else if (values.mails) await benchMails(Number(values.mails))
else await bench()

async function benchMails(mails: number) {
  const report = mailReport(await runMails({ mails, say }), mails)
  process.stdout.write(`${report}\n`)
  if (values.write) await writeFile(join(import.meta.dirname, '../docs/mail-performance.md'), report)
}

async function bench() {
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
