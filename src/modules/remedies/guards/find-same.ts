import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { payingBack } from '../rules/kinds.ts'
import { standing } from '../rules/states.ts'
import { bearing, type GuardName } from './rules/guards.ts'

/** One other thing that a guard found beside a remedy. */
export interface Found {
  remedy: Id
  guard: GuardName
  /** What it is, so that another one is seen to be another. */
  key: string
  complaint: Id | null
  kind: string | null
  amount: number | null
  currency: string | null
  at: string
  order: string | null
  /** Of `edited_after`: what; of `pair`: complaints and the usual number. */
  fields: string[] | null
  complaints: number | null
  usual: number | null
}

const mostFound = 500
const stands = sql.join(standing.map((state) => sql.lit(state)))
const back = sql.join(payingBack.map((kind) => sql.lit(kind)))
const money = sql.join(['refund', 'price_reduction', 'goodwill_payment', 'fee_waiver', 'account_adjustment'].map((kind) => sql.lit(kind)))

/** All that the guards find beside these remedies: one query, each part of it by an index. */
export async function findSame(work: Work, remedies: readonly Id[], complaints: readonly Id[]): Promise<Found[]> {
  if (remedies.length === 0) return []
  const since = work.now.subtract({ hours: 24 * 365 }).toString()
  const parts = sql.join([sameOrder, sameLoss, samePayee, samePhoto, chargeback, editedAfter, pairs(since)], sql` union all `)
  const { rows } = await sql<Found>`with r as (
      select r.*, c.order_numbers, i.category_code,
        case when r.order_number is null then c.order_numbers else c.order_numbers || r.order_number end as orders,
        -- This complaint, and those that were merged into it; and what the issue was called there.
        array(select r.complaint_id union all select m.complaint_id from complaints_merges m where m.into_id = r.complaint_id and m.undone_at is null) as here,
        array(select r.issue_id union all select e.key::uuid from complaints_merges m, jsonb_each_text(m.issues) e
          where m.into_id = r.complaint_id and m.undone_at is null and e.value = r.issue_id::text) as issue_here
      from remedies_remedies r
      join complaints_complaints c on c.id = r.complaint_id
      join complaints_issues i on i.complaint_id = r.complaint_id and i.id = r.issue_id
      where r.complaint_id = any(${[...new Set(complaints)]}::uuid[]) and r.id = any(${[...remedies]}::uuid[])
    ), o as materialized (
      select r.id as remedy, r.kind as for_kind, o.*,
        coalesce(o.order_number, (select x from complaints_complaints oc, unnest(oc.order_numbers) x
          where oc.id = o.complaint_id and x = any(r.orders) limit 1)) as for_order
      from r cross join lateral (
        select o.* from remedies_remedies o where o.complaint_id = any(r.here)
        union select o.* from remedies_remedies o where o.order_number = any(r.orders)
        union select o.* from complaints_complaints c join remedies_remedies o on o.complaint_id = c.id
          where c.order_numbers && r.orders and c.order_numbers <> '{}'
      ) o join complaints_issues i on i.complaint_id = o.complaint_id and i.id = o.issue_id
      where o.id <> r.id and o.state in (${stands}) and o.decided_at < coalesce(r.decided_at, 'infinity'::timestamptz)
        and ((o.complaint_id = any(r.here) and o.issue_id = any(r.issue_here)) or (i.category_code = r.category_code
          and not o.complaint_id = any(r.here)))
    ) ${parts} limit ${mostFound}`.execute(work.db)
  return rows
}

const none = {
  other: sql`null::uuid, null::text, null::bigint, null::text`,
  facts: sql`null::text[], null::int, null::float8`,
} satisfies Record<string, RawBuilder<unknown>>

/** The same order and the same issue, or what the issue was before a merging, got something already. */
const sameOrder = sql`select o.remedy, 'same_order' as guard, o.id::text as key, o.complaint_id as complaint, o.kind, o.amount, o.currency,
  o.decided_at as at, o.for_order as order, null::text[] as fields, null::int as complaints, null::float8 as usual from o
  where o.kind not in ('apology', 'gesture')`

/** A code for the next purchase and money back, for one loss. */
const sameLoss = sql`select o.remedy, 'coupon_and_refund', o.id::text, o.complaint_id, o.kind, o.amount, o.currency, o.decided_at, o.order_number,
  ${none.facts} from o
  where (o.kind in ('coupon', 'gift_card') and o.for_kind in (${back})) or (o.for_kind in ('coupon', 'gift_card') and o.kind in (${back}))`

/** The account that the money goes to is also somebody else's. */
const samePayee = sql`select distinct r.id, 'same_payee', p.id::text, p.complaint_id, null::text, null::bigint, null::text, p.named_at, null::text,
  ${none.facts} from r
  join complaints_complaints c on c.id = r.complaint_id
  join remedies_payees own on own.complaint_id = r.complaint_id and own.ended_at is null and (own.id = r.payee_id or (r.payee_id is null and own.original))
  join remedies_payees p on p.iban_hash = own.iban_hash and p.complaint_id <> r.complaint_id
  join complaints_complaints d on d.id = p.complaint_id
  where r.kind in (${money}) and c.customer_id is not null and d.customer_id is not null and d.customer_id <> c.customer_id`

/** A picture that a customer sent is, byte for byte, one that another customer sent. What mails show as their decoration is not meant. */
const samePhoto = sql`select distinct on (r.id, b.complaint_id) r.id, 'same_photo', b.complaint_id::text || b.sha256, b.complaint_id, null::text, null::bigint,
  null::text, b.added_at, null::text, ${none.facts} from r
  join complaints_complaints c on c.id = r.complaint_id
  join conversations_attachments a on a.complaint_id = r.complaint_id and a.media_type like 'image/%' and not a.inline
  join conversations_messages m on m.complaint_id = a.complaint_id and m.id = a.message_id and m.direction = 'in'
  join conversations_attachments b on b.sha256 = a.sha256 and b.complaint_id <> a.complaint_id and not b.inline
  join conversations_messages n on n.complaint_id = b.complaint_id and n.id = b.message_id and n.direction = 'in'
  join complaints_complaints d on d.id = b.complaint_id
  where c.customer_id is not null and d.customer_id is not null and d.customer_id <> c.customer_id`

/** Money is to go back that the bank took back already. */
const chargeback = sql`select r.id, 'chargeback', b.id::text, b.complaint_id, null::text, null::bigint, null::text, b.noted_on::timestamptz, b.order_number,
  ${none.facts} from r join remedies_chargebacks b on b.order_number = any(r.orders) where r.kind in (${back})`

/** What the approval was about was changed after it. */
const editedAfter = sql`select r.id, 'edited_after', f.seq::text, ${none.other}, f.at, null::text, e.fields, null::int, null::float8 from r
  join facts_facts f on f.stream = 'complaint/' || r.complaint_id and f.at > r.decided_at
  cross join lateral (select array(select json_array_elements_text(f.data -> 'fields') intersect select unnest(array[${sql.join(
    bearing.map((field) => sql.lit(field)),
  )}])) as fields) e
  where r.state in (${stands}) and r.amount is not null and cardinality(e.fields) > 0
    and (f.fact = 'complaint.edited' or (f.fact = 'issue.edited' and f.data ->> 'issue' = r.issue_id::text))`

/** How often who proposed it gave this customer something out of goodwill, and how often each other customer. */
const pairs = (
  since: string,
) => sql`select r.id, 'pair', p.complaints::text, ${none.other}, r.proposed_at, null::text, null::text[], p.complaints, p.usual from r
  cross join lateral (
    select (count(distinct complaint_id) filter (where customer_id = r.customer_id))::int as complaints,
      coalesce((count(distinct complaint_id) filter (where customer_id <> r.customer_id))::float8
        / nullif(count(distinct customer_id) filter (where customer_id <> r.customer_id), 0), 0) as usual
    from remedies_remedies
    where proposed_by = r.proposed_by and basis = 'goodwill' and customer_id is not null and proposed_at > ${since}::timestamptz
      and state in (${stands}, 'requested')
  ) p where r.basis = 'goodwill' and r.customer_id is not null and p.complaints > 1`
