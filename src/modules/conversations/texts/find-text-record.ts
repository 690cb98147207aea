import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { salutationOf } from '#modules/knowledge/rules/salutation.ts'
import type { TextRecord } from '#modules/knowledge/rules/variables.ts'
import { findCustomers, organisationOf, teamName } from '#modules/people/index.ts'
import type { Language } from '#platform/endpoint.ts'
import { localeOf, sayDay } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import { maskNumbers } from '../rules/mask-numbers.ts'

/** What a ready text may learn of a complaint, written out in a language. What nobody knows is absent; a promised day is for a person to say. */
export async function findTextRecord(work: Work, complaint: ComplaintRecord, language: Language): Promise<TextRecord> {
  const [customers, organisation, team] = await Promise.all([
    findCustomers(work, complaint.customer_id ? [complaint.customer_id] : []),
    organisationOf(work),
    teamName(work, complaint.team_id),
  ])
  const customer = customers[0]
  const { zone } = organisation
  return {
    'customer.salutation': customer ? salutationOf(customer, language) : null,
    'customer.name': customer?.name ?? null,
    'complaint.number': complaint.number,
    'complaint.received_on': sayDay(complaint.received_at, { language, zone }),
    'order.number': complaint.order_numbers[0] ?? null,
    product: complaint.product && maskNumbers(complaint.product, complaint.order_numbers),
    amount: amountOf(complaint, language),
    'agent.name': work.actor.kind === 'person' ? work.actor.name : null,
    'agent.telephone': organisation.telephone,
    'team.name': team,
    'organisation.name': organisation.name,
    'organisation.telephone': organisation.telephone,
    'organisation.address': organisation.postal_address,
    today: sayDay(work.now, { language, zone }),
  }
}

function amountOf({ amount_minor: minor, amount_currency: currency }: ComplaintRecord, language: Language): string | null {
  if (minor === null || currency === null) return null
  const format = new Intl.NumberFormat(localeOf(language), { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
