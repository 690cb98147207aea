import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { ContactKind } from '../contract.ts'
import { normalContact } from '../rules.ts'

/** Who owns this address: the first who asked. Two at once with the same new address meet at its row; the second gets the first's. */
export async function ownEmail(work: Work, address: string, asking: Id): Promise<Id> {
  const owned = await work.db
    .insertInto('people_email_owners')
    .values({ address, customer_id: asking })
    .onConflict((conflict) => conflict.column('address').doUpdateSet({ address }))
    .returning('customer_id')
    .executeTakeFirstOrThrow()
  return owned.customer_id
}

/** Adds contacts that the customer does not have yet; what is no contact at all is left out. */
export async function addContacts(
  work: Work,
  customer: Id,
  contacts: { kind: ContactKind; value: string | null | undefined }[],
): Promise<void> {
  const rows = contacts
    .map(({ kind, value }) => ({ kind, value: value?.trim() ?? '' }))
    .map(({ kind, value }) => ({ customer_id: customer, kind, value, normal: normalContact(kind, value), added_at: work.now }))
    .filter(({ normal }) => normal !== '')
  if (rows.length === 0) return
  await work.db
    .insertInto('people_contacts')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
