import { randomUUID } from 'node:crypto'
import { complaintForUpdate, issuesOf } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { type Job, job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { findUnlike } from './find-unlike.ts'
import type { Given, Sources } from './sources.ts'

const decided = ['upheld', 'partly_upheld', 'not_upheld', 'not_upheld_goodwill']
const carriedOut = ['follow_up', 'closed']

/** The job that keeps what a complaint leaves for the next one, and the reaction that asks for it. */
export function keepingPrecedents(sources: Sources): {
  keepPrecedents: Job<{ complaint: Id }>
  followDecision: (work: Work, fact: { complaint: Id }) => Promise<void>
} {
  const keepPrecedents = job<{ complaint: Id }>('keep-precedents', ({ step }, { complaint }) =>
    step((work) => keep(work, sources, complaint)),
  )
  return {
    keepPrecedents,
    followDecision: (work, { complaint }) => work.enqueue(keepPrecedents, { complaint }, { key: `precedents/${complaint}` }),
  }
}

/** Decided and carried out: a row for each issue and basis. Worked on again: none of them counts. Twice is once. */
async function keep(work: Work, sources: Sources, id: Id): Promise<void> {
  const complaint = await complaintForUpdate(work, id)
  const rows = carriedOut.includes(complaint.state) ? await rowsOf(work, sources, complaint) : []
  await suspendOthers(work, id, rows)
  for (const row of rows) await write(work, row)
  for (const row of rows) await findUnlike(work, row)
}

interface Of {
  id: Id
  amount_minor: number | null
  amount_currency: string | null
}

async function rowsOf(work: Work, sources: Sources, complaint: Of) {
  const [issues, causes, given, wishes] = await Promise.all([
    issuesOf(work, complaint.id),
    sources.causesOf(work, complaint.id),
    sources.givenOn(work, complaint.id),
    sources.wishesOf(work, complaint.id),
  ])
  return issues.flatMap(({ id, category, outcome, decided_at }) => {
    if (category === null || outcome === null || decided_at === null || !decided.includes(outcome)) return []
    const of = {
      complaint_id: complaint.id,
      issue_id: id,
      category_code: category,
      cause_code: causes.find(({ issue }) => issue === id)?.code ?? null,
      outcome,
      wishes: (wishes.get(id) ?? []).map(({ code }) => code),
      decided_at: Temporal.Instant.from(decided_at),
    }
    const here = given.filter(({ issue }) => issue === id)
    return [...Map.groupBy(here.length === 0 ? [null] : here, (one) => one?.basis ?? 'none')].map(([basis, some]) => ({
      ...of,
      basis,
      ...worthOf(
        some.filter((one) => one !== null),
        complaint,
      ),
    }))
  })
}

type KeptRow = Awaited<ReturnType<typeof rowsOf>>[number]

/** What was given in all, while every part of it has a sum that we know. */
function worthOf(given: readonly Given[], { amount_minor, amount_currency }: Of) {
  const forms = [...new Set(given.map(({ kind }) => kind))].toSorted()
  const sums = given.flatMap(({ worth }) => (worth === null ? [] : [worth]))
  const currency = sums[0]?.currency ?? null
  if (currency === null || sums.some((sum) => sum.currency !== currency)) return { forms, amount: null, currency: null, at_stake: null }
  const at_stake = amount_minor !== null && amount_minor > 0 && amount_currency === currency ? amount_minor : null
  return { forms, amount: sums.reduce((all, { amount }) => all + amount, 0), currency, at_stake }
}

const suspendOthers = (work: Work, complaint: Id, rows: readonly KeptRow[]) =>
  work.db
    .updateTable('precedents_precedents')
    .set({ suspended_at: work.now })
    .where('complaint_id', '=', complaint)
    .where('suspended_at', 'is', null)
    .where((match) =>
      match.not(match.or(rows.map(({ issue_id, basis }) => match.and([match('issue_id', '=', issue_id), match('basis', '=', basis)])))),
    )
    .execute()

const write = (work: Work, row: KeptRow) =>
  work.db
    .insertInto('precedents_precedents')
    .values({ ...row, id: randomUUID(), kept_at: work.now })
    .onConflict((conflict) =>
      conflict
        .columns(['complaint_id', 'issue_id', 'basis'])
        .doUpdateSet((was) => ({ ...row, kept_at: work.now, suspended_at: null, version: was('precedents_precedents.version', '+', 1) })),
    )
    .execute()
