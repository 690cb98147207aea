import type { Caller } from './caller.ts'

/** A complaint by telephone with two issues, given to a colleague and a team: what remedies are tried on. */
export async function cabinCase(
  taker: Caller,
  { customer, owner, team }: { customer: string; owner: string; team: string },
): Promise<{ id: string; issues: string[] }> {
  const made = await taker.post('/api/v1/complaints', {
    text: 'The cabin was double booked.',
    channel: 'phone',
    customer: { name: customer, email: `${customer}@customer.example` },
  })
  const { id } = made.body
  await taker.post(`/api/v1/complaints/${id}/assignment`, { owner, team })
  await taker.post(`/api/v1/complaints/${id}/issues`, { title: 'The cabin' })
  await taker.post(`/api/v1/complaints/${id}/issues`, { title: 'The words at the desk' })
  const { body } = await taker.get(`/api/v1/complaints/${id}`)
  return { id, issues: body.issues_list.map((issue: { id: string }) => issue.id) }
}
