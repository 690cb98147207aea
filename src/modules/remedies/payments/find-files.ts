import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Selectable } from 'kysely'
import { nameActors } from '#modules/people/index.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { RemediesPaymentFiles } from '#platform/database.types.ts'
import type { AnswerOf, Id, QueryOf } from '#platform/endpoint.ts'
import { asDownload } from '#platform/http/download.ts'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { listFiles as listEndpoint, PaymentFile } from './contract.ts'
import { type Format, renderFile } from './rules/payment-file.ts'
import { openedIban } from './seal-account.ts'
import './refusals.ts'

type FileRecord = Selectable<RemediesPaymentFiles>
type Content = Pick<FileRecord, 'id' | 'format' | 'account_id' | 'currency' | 'pay_on' | 'made_at'>

/** The bytes of a file, made from its rows. What they are made from never changes, so that they are the same whenever they are asked for. */
export async function contentOf(work: Work, file: Content): Promise<Buffer> {
  const account = await work.db.selectFrom('remedies_accounts').selectAll().where('id', '=', file.account_id).executeTakeFirstOrThrow()
  const payments = await work.db
    .selectFrom('remedies_payments as p')
    .innerJoin('remedies_payees as y', (join) => join.onRef('y.complaint_id', '=', 'p.complaint_id').onRef('y.id', '=', 'p.payee_id'))
    .innerJoin('complaints_complaints as c', 'c.id', 'p.complaint_id')
    .select(['p.reference', 'p.amount', 'y.holder', 'y.sealed', 'y.bic', 'c.number'])
    .where('p.file_id', '=', file.id)
    .orderBy('p.id')
    .execute()
  const text = renderFile(file.format as Format, {
    id: file.id,
    madeAt: file.made_at,
    payOn: file.pay_on,
    currency: file.currency,
    account: { holder: account.holder, iban: openedIban(work, account.sealed), bic: account.bic },
    payments: payments.map(({ sealed, number, ...payment }) => ({ ...payment, iban: openedIban(work, sealed), words: number })),
  })
  return Buffer.from(text, 'utf8')
}

/** Sends a file to who may take it to the bank. That it was taken is written down before the first byte leaves. */
export async function sendFile({ step }: StreamTools, { params }: Pick<FastifyRequest, 'params'>, reply: FastifyReply): Promise<unknown> {
  const { file: id } = params as { file: string }
  const { file, bytes } = await step(async (work) => {
    const found = await fileFor(work, id)
    const content = await contentOf(work, found)
    if (createHash('sha256').update(content).digest('hex') !== found.content_hash) throw new Error('A file for the bank is not what it was')
    await work.announce({ fact: 'payment_file.taken', house: 'remedies', file: found.id })
    return { file: found, bytes: content }
  })
  const ending = file.format === 'csv' ? 'csv' : 'xml'
  return asDownload(reply, {
    type: file.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/xml',
    name: `payments-${file.pay_on.toString()}-${file.id.slice(-8)}.${ending}`,
  }).send(bytes)
}

/** The file. Refuses one that never was. */
export async function fileFor(work: Work, id: Id): Promise<FileRecord> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw refuse('payments.file_not_found')
  const file = await work.db.selectFrom('remedies_payment_files').selectAll().where('id', '=', id).executeTakeFirst()
  if (!file) throw refuse('payments.file_not_found')
  return file
}

/** The files for the bank, the newest first. */
export async function listFiles(work: Work, { cursor, limit }: QueryOf<typeof listEndpoint>): Promise<AnswerOf<typeof listEndpoint>> {
  const after = readCursor(cursor, ['id'])
  const rows = await presentable(work)
    .$if(after !== null, (query) => query.where('f.id', '<', after?.[0] ?? ''))
    .orderBy('f.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { data: await present(work, shown), next: last ? cursorAfter([last.id]) : null }
}

export async function presentFile(work: Work, id: Id): Promise<PaymentFile> {
  const [file] = await present(work, await presentable(work).where('f.id', '=', id).execute())
  if (!file) throw refuse('payments.file_not_found')
  return file
}

const presentable = (work: Work) =>
  work.db
    .selectFrom('remedies_payment_files as f')
    .selectAll('f')
    .select((row) =>
      row
        .selectFrom('remedies_payments as p')
        .select(({ fn }) => fn.countAll<number>().as('settled'))
        .whereRef('p.file_id', '=', 'f.id')
        .where('p.state', 'in', ['executed', 'failed'])
        .as('settled'),
    )

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

async function present(work: Work, rows: Row[]): Promise<PaymentFile[]> {
  const by = await nameActors(
    work,
    rows.map(({ made_by }) => made_by),
  )
  return rows.map((row) => ({
    id: row.id,
    format: row.format as Format, // the column's check constraint holds the same codes
    currency: row.currency,
    pay_on: row.pay_on.toString(),
    payments: row.payments,
    total: { amount: row.total, currency: row.currency },
    settled: row.settled ?? 0,
    made_at: row.made_at.toString(),
    made_by: by(row.made_by),
  }))
}
