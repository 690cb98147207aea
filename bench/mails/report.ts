import { machine } from '../report.ts'
import type { MailResult, MailRun } from './run.ts'

const figure = (value: number | null) => (value === null ? '–' : value < 10 ? value.toFixed(1) : value.toFixed(0))

/** Mails a second and what one costs, beside the floor of the same run. */
export function mailReport({ results, memory, postgres }: MailRun, mails: number): string {
  const head = [
    'way',
    'clients',
    'mails',
    'accepted a second',
    'read a second',
    'acknowledged a second',
    'share of the floor',
    'left to read',
    'CPU server',
    'CPU database',
  ]
  const rows = results.map((result) => [
    result.way,
    result.clients,
    result.mails,
    figure(result.accepted),
    figure(result.read),
    figure(result.acknowledged),
    shareOfFloor(result, results),
    figure(result.backlog),
    figure(result.serverCpu),
    figure(result.databaseCpu),
  ])
  const table = [head, head.map((_, at) => (at === 0 ? '---' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  return `# Mail performance

Written by \`npm run bench -- --mails ${mails} --write\`. Machine: ${machine(postgres)}. Load generator, mail server, desk and database share this machine; every
commit is on the disk. CPU is milliseconds a mail.

*Accepted*: we said 202 or 250, the raw mail is safe. *Read*: it is in its complaint. *Acknowledged*: the acknowledgement has been taken by the mail server of
the customer. The **floor** is postal-mime alone and the rows of mail, complaint and acknowledgement written by bare prepared SQL in one transaction, by as
many clients, in the same run; the share is *read* beside it. Each mail is a first complaint from an address of its own, 3 kB, text and HTML, in English, Greek and Spanish in turn.

${table}

Memory of the server (proportional set size, MB): ${figure(memory.before)} before, ${figure(memory.most)} at most, ${figure(memory.after)} after.
`
}

function shareOfFloor({ way, clients, read }: MailResult, results: readonly MailResult[]): string {
  const floor = results.find((one) => one.way === 'floor' && one.clients === clients)
  return way === 'floor' || !floor || read === null ? '–' : `${Math.round((read / floor.accepted) * 100)} %`
}
