import type { Selectable } from 'kysely'
import { organisationOf } from '#modules/people/index.ts'
import type { ChannelsBudgets } from '#platform/database.types.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { editBudgets as editEndpoint, MailBudgets } from '../contract/mail-stops.ts'

type Figures = Omit<Selectable<ChannelsBudgets>, 'id' | 'changed_at'>

/** What holds while nobody has said otherwise; the table's defaults are the same. */
const unchanged: Figures = {
  complaint_a_day: 3,
  address_a_day: 20,
  mailbox_an_hour: 300,
  mailbox_a_day: 2_000,
  desk_an_hour: 1_000,
  desk_a_day: 10_000,
  version: 1,
}

/** How much automatic mail may leave. */
export async function budgetsOf(work: Work): Promise<MailBudgets> {
  const row = await work.db.selectFrom('channels_budgets').selectAll().executeTakeFirst()
  return present(row ?? unchanged)
}

/** Changes how much automatic mail may leave. What is spent already counts. */
export async function editBudgets(
  work: Work,
  { version, ...asked }: BodyOf<typeof editEndpoint> & { version: number },
): Promise<MailBudgets> {
  await work.db
    .insertInto('channels_budgets')
    .values({ id: 1, changed_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const before = await work.db.selectFrom('channels_budgets').selectAll().forUpdate().executeTakeFirstOrThrow()
  sameVersion(before.version, version)
  const columns = Object.fromEntries(Object.entries(asked).filter(([, figure]) => figure !== undefined))
  const edited = await work.db
    .updateTable('channels_budgets')
    .set((row) => ({ ...columns, version: row('version', '+', 1), changed_at: work.now }))
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'mail.budgets_changed', house: 'channels', figures: asked })
  return present(edited)
}

const present = ({ complaint_a_day, address_a_day, mailbox_an_hour, mailbox_a_day, desk_an_hour, desk_a_day, version }: Figures) => ({
  complaint_a_day,
  address_a_day,
  mailbox_an_hour,
  mailbox_a_day,
  desk_an_hour,
  desk_a_day,
  version,
})

export interface Limit {
  spender: string
  anHour: number
  aDay: number
}

/** The desk as a whole, among those who spend. */
export const wholeDesk = 'desk'
/** A mailbox among those who spend; without one it is the house's own sender. */
export const spenderOf = (mailbox: string | null): string => (mailbox ? `mailbox/${mailbox}` : 'house')

/**
 * Counts one mail for each of these spenders and answers the first whose budget was used up before. The rows stay locked until the
 * Work ends, so that two at once cannot both be the last one. Hours are the clock's, days those of the desk's zone.
 */
export async function spend(work: Work, limits: readonly Limit[]): Promise<string | null> {
  const { zone } = await organisationOf(work)
  const local = work.now.toZonedDateTimeISO(zone)
  const hour = local.round({ smallestUnit: 'hour', roundingMode: 'floor' }).toInstant()
  const day = local.toPlainDate()
  // In one order for everybody: who waits for one row holds none that comes after it.
  for (const { spender, anHour, aDay } of limits.toSorted((one, other) => (one.spender < other.spender ? -1 : 1))) {
    const spent = await work.db
      .insertInto('channels_spending')
      .values({ spender, hour, in_hour: 1, day, in_day: 1 })
      .onConflict((conflict) =>
        conflict.column('spender').doUpdateSet((row) => ({
          in_hour: row
            .case()
            .when('channels_spending.hour', '=', hour)
            .then(row('channels_spending.in_hour', '+', 1))
            .else(1)
            .end(),
          in_day: row
            .case()
            .when('channels_spending.day', '=', day)
            .then(row('channels_spending.in_day', '+', 1))
            .else(1)
            .end(),
          hour,
          day,
        })),
      )
      .returning(['in_hour', 'in_day'])
      .executeTakeFirstOrThrow()
    if (spent.in_hour > anHour || spent.in_day > aDay) return spender
  }
  return null
}

/** A person has looked: this spender begins anew. */
export async function forgetSpending(work: Work, spender: string): Promise<void> {
  await work.db.updateTable('channels_spending').set({ in_hour: 0, in_day: 0 }).where('spender', '=', spender).execute()
}
