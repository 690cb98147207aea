import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { findTeams } from '#modules/people/index.ts'
import { asDownload } from '#platform/http/download.ts'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import { refuse } from '#platform/refusal.ts'
import { type Cell, tableLine } from '#platform/table-line.ts'
import type { Work } from '#platform/work.ts'
import { type Entry, LedgerFilter } from '../contract.ts'
import { decimal } from '../payments/rules/bank-text.ts'
import { type After, pageOfEntries, presentEntries, type Stretch, stretchOf } from './find-entries.ts'
import '../refusals.ts'

const Asked = z.object(LedgerFilter)

const columns = 'at complaint issue remedy kind basis act account amount currency team by reference reason message booking corrects'.split(
  ' ',
)

const atOnce = 1_000

/**
 * Sends the ledger of a stretch as a table, a thousand lines a Work, so that no Work is open while bytes travel. What is booked after it was asked
 * for is not in it. That it leaves the house is written down before the first byte.
 */
export async function exportLedger({ step }: StreamTools, { query }: Pick<FastifyRequest, 'query'>, reply: FastifyReply): Promise<unknown> {
  const asked = Asked.safeParse(query)
  if (!asked.success) throw refuse('remedies.ledger_period')
  const stretch = await step((work) => begin(work, asked.data))
  const day = stretch.until.toZonedDateTimeISO(stretch.zone).toPlainDate().toString()
  return asDownload(reply, { type: 'text/csv; charset=utf-8', name: `ledger-${day}.csv` }).send(Readable.from(linesOf(step, stretch)))
}

type Bounded = Stretch & { until: Temporal.Instant }

async function begin(work: Work, asked: z.output<typeof Asked>): Promise<Bounded> {
  const stretch = await stretchOf(work, asked)
  const { from, account, team, complaint } = stretch
  const next = work.now.add({ milliseconds: 1 })
  const until = stretch.until && Temporal.Instant.compare(stretch.until, next) < 0 ? stretch.until : next
  const of = { account, team, complaint_id: complaint }
  await work.announce({ fact: 'ledger.exported', house: 'remedies', from: from?.toString() ?? null, until: until.toString(), ...of })
  return { ...stretch, until }
}

async function* linesOf(step: StreamTools['step'], stretch: Bounded): AsyncGenerator<string> {
  yield tableLine(columns)
  let after: After = null
  do {
    const from: After = after
    const page: { lines: string; next: After } = await step((work) => pageOfLines(work, stretch, from))
    if (page.lines !== '') yield page.lines
    after = page.next
  } while (after !== null)
}

async function pageOfLines(work: Work, stretch: Stretch, after: After): Promise<{ lines: string; next: After }> {
  const rows = await pageOfEntries(work, stretch, { after, limit: atOnce })
    .leftJoin('remedies_acts as t', (join) =>
      join.onRef('t.complaint_id', '=', 'e.complaint_id').onRef('t.remedy_id', '=', 'e.remedy_id').onRef('t.act', '=', 'e.act'),
    )
    .select(['t.reference', 't.reason'])
    .select(sql<string>`i.title`.as('title'))
    .innerJoin('complaints_issues as i', (join) => join.onRef('i.complaint_id', '=', 'e.complaint_id').onRef('i.id', '=', 'e.issue_id'))
    .execute()
  const teams = await findTeams(work, [...new Set(rows.flatMap(({ team_id }) => team_id ?? []))])
  const teamOf = new Map(teams.map(({ id, name }) => [id, name]))
  const entries = await presentEntries(work, rows)
  const lines = entries.map((entry, at) => tableLine(cellsOf(entry, { ...rows[at], team: teamOf.get(entry.team ?? '') ?? '' })))
  const last = rows.length === atOnce ? rows.at(-1) : undefined
  return { lines: lines.join(''), next: last ? [last.booked_at.toString(), last.id] : null }
}

interface Beside {
  title?: string
  reference?: string | null
  reason?: string | null
  team: string
}

/** One for each column, in its order. */
function cellsOf(entry: Entry, { title, reference, reason, team }: Beside): Cell[] {
  // Words of a complaint are for who may see it.
  const shown = (text: string | null | undefined) => (entry.number === null ? '' : maskNumbers(text ?? ''))
  return [
    entry.at,
    entry.number ?? '',
    shown(title),
    entry.remedy,
    entry.kind,
    entry.basis,
    entry.act,
    entry.account,
    { figure: signed(entry.amount, entry.currency) },
    entry.currency,
    team,
    entry.by.name || entry.by.kind,
    shown(reference),
    shown(reason),
    entry.message ?? '',
    entry.booking,
    entry.corrects ?? '',
  ]
}

const signed = (amount: number, currency: string): string => `${amount < 0 ? '-' : ''}${decimal(Math.abs(amount), currency)}`
