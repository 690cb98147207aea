import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuseOtherNode } from '#platform/pinned-node.ts'
import { openingReport, runOpening } from './clocks/opening.ts'
import { clocksReport } from './clocks/report.ts'
import { runClocks } from './clocks/run.ts'
import { liveReport } from './live/report.ts'
import { runLive } from './live/run.ts'
import { mailReport } from './mails/report.ts'
import { runMails } from './mails/run.ts'
import { writePaper, writeSection } from './paper.ts'
import { promisesReport } from './promises.ts'
import { remediesReport } from './remedies/report.ts'
import { runRemedies } from './remedies/run.ts'
import { reportOf } from './report.ts'
import { run } from './run.ts'
import { screenReport } from './screen/report.ts'
import { runScreen } from './screen/run.ts'
import { withTables, wordsReport } from './words/report.ts'
import { runWords } from './words/run.ts'

refuseOtherNode()
const options = {
  complaints: { type: 'string', multiple: true },
  mails: { type: 'string' },
  words: { type: 'boolean' },
  promises: { type: 'boolean' },
  opening: { type: 'boolean' },
  clocks: { type: 'boolean' },
  remedies: { type: 'boolean' },
  live: { type: 'boolean' },
  screen: { type: 'boolean' },
  loads: { type: 'string' },
  agents: { type: 'string' },
  seconds: { type: 'string' },
  entries: { type: 'string', multiple: true },
  offers: { type: 'string' },
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
  --words        Instead: what the reply checker finds and misses, and how fast it looks and learns.
  --clocks       Instead: how fast time limits are worked out anew, and what is due is listed, with 10,000 and 1,000,000 open.
  --remedies     Instead: how fast offers are decided when all come at once, and what the check of limits adds to one.
  --entries      With --remedies: how long the ledger is; several times for several runs. 10000 and 1000000 when not said.
  --offers       With --remedies: how many come at once. 500 when not said.
  --live         Instead: how soon who is connected hears of what colleagues did; --complaints says how many there are, 10000 when not said.
  --agents       With --live: how many are connected. 200 when not said.
  --seconds      With --live: how long colleagues work. 60 when not said.
  --screen       Instead: what a person waits for in Chromium (CHROME_PATH says where it is); --complaints as with --live.
  --loads        With --screen: how often the list is loaded in each way. 7 when not said.
  --promises     Instead: how fast promises are found in a message.
  --opening      Instead: what clocks add to opening a complaint, and what closing one takes.
  --requests     How many requests a gesture at one client, twice as many at eight. 300 when not said.
  --port         Where the measured server listens; a free one when not said.
  --folder       Keeps the filled databases there, one folder a size, and takes them again the next time.
  --write        Writes docs/performance.md, docs/mail-performance.md, or the tables of docs/words.md.
`

if (values.help) process.stdout.write(usage)
else if (values.mails) await benchMails(Number(values.mails))
else if (values.words) await benchWords()
else if (values.promises) process.stdout.write(promisesReport())
else if (values.clocks) await benchClocks()
else if (values.remedies) await benchRemedies()
else if (values.live) await benchLive()
else if (values.screen) await benchScreen()
else if (values.opening) process.stdout.write(openingReport(await runOpening(Number(values.requests ?? 300), say)))
else await bench()

async function benchClocks() {
  const report = clocksReport(await runClocks({ requests: Number(values.requests ?? 600), sizes: [10_000, 1_000_000], say }))
  process.stdout.write(`${report}\n`)
}

async function benchRemedies() {
  const sizes = (values.entries ?? ['10000', '1000000']).map(Number)
  const runs = await runRemedies({ requests: Number(values.requests ?? 300), offers: Number(values.offers ?? 500), sizes, say })
  const report = remediesReport(runs)
  process.stdout.write(`${report}\n`)
  if (values.write) await writeSection(report)
}

async function benchScreen() {
  const [complaints = '10000'] = values.complaints ?? []
  const folder = values.folder && join(values.folder, complaints)
  const report = screenReport(await runScreen({ complaints: Number(complaints), folder, loads: Number(values.loads ?? 7), say }))
  process.stdout.write(`${report}\n`)
  if (values.write) await writeSection(report)
}

async function benchLive() {
  const [complaints = '10000'] = values.complaints ?? []
  const report = liveReport(
    await runLive({
      complaints: Number(complaints),
      folder: values.folder && join(values.folder, complaints),
      port: values.port === undefined ? undefined : Number(values.port),
      agents: Number(values.agents ?? 200),
      seconds: Number(values.seconds ?? 60),
      aSecond: 5,
      say,
    }),
  )
  process.stdout.write(`${report}\n`)
  if (values.write) await writeSection(report)
}

async function benchMails(mails: number) {
  const report = mailReport(await runMails({ mails, say }), mails)
  process.stdout.write(`${report}\n`)
  if (values.write) await writeFile(join(import.meta.dirname, '../docs/mail-performance.md'), report)
}

async function benchWords() {
  const report = wordsReport(await runWords({ say }))
  process.stdout.write(`${report}\n`)
  const paper = join(import.meta.dirname, '../docs/words.md')
  if (values.write) await writeFile(paper, withTables(await readFile(paper, 'utf8'), report))
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
  if (values.write) await writePaper(report)
}
