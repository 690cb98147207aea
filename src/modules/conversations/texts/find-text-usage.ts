import { textFor } from '#modules/knowledge/index.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { readTextUsage as usageEndpoint } from '../contract.ts'

/** How a ready text fares: what was taken back before it left does not count. */
export async function findTextUsage(work: Work, asked: string): Promise<AnswerOf<typeof usageEndpoint>> {
  const text = await textFor(work, asked)
  const found = await work.db
    .selectFrom('conversations_text_uses as u')
    .innerJoin('conversations_messages as m', (join) =>
      join.onRef('m.complaint_id', '=', 'u.complaint_id').onRef('m.id', '=', 'u.message_id'),
    )
    .select((row) => [
      row.fn.countAll<number>().as('sent'),
      row.fn.avg<number | null>('u.changed').as('changed'),
      row.fn.countAll<number>().filterWhere('u.changed', '=', row.val(0)).as('unchanged'),
      row.fn.avg<number | null>('u.satisfaction').as('satisfaction'),
      row.fn.max('u.used_at').as('last'),
    ])
    .where('u.text_id', '=', text.id)
    .where('m.state', '!=', 'withdrawn')
    .executeTakeFirstOrThrow()
  const sent = Number(found.sent)
  return {
    sent,
    changed: found.changed === null ? null : Number(found.changed),
    as_is: sent === 0 ? null : Number(found.unchanged) / sent,
    satisfaction: found.satisfaction === null ? null : Number(found.satisfaction),
    // The column is a moment; null where there is none.
    last: (found.last as Temporal.Instant | null)?.toString() ?? null,
  }
}
