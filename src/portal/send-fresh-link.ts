import { mayWriteAutomatic } from '#modules/channels/index.ts'
import { complaintForUpdate } from '#modules/complaints/index.ts'
import { writeAutomatic } from '#modules/conversations/index.ts'
import { findCustomers, findLink, followDays, mintLink, organisationOf } from '#modules/people/index.ts'
import type { Language } from '#platform/endpoint.ts'
import { answerOnce } from '#platform/http/answers-kept.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import { refuse } from '#platform/refusal.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { homeOf } from './follow-link.ts'
import './refusals.ts'

/** Sends a fresh link to the address on file, at most one an hour for each complaint. The page says the same whether there is an address or not. */
export async function sendFreshLink(request: PageRequest): Promise<PageAnswer> {
  const secret = request.params['secret'] ?? ''
  // A stranger with an old link may see nothing; the desk writes to the address that it knows, and to no other.
  await request.deskStep((work) => mailFreshLink(work, secret, request.say))
  return { goTo: homeOf(secret, request.asked, 'asked') }
}

async function mailFreshLink(work: Work, secret: string, say: (language: Language) => Say): Promise<void> {
  const link = await findLink(work, secret)
  if (!link || link.use !== 'follow') throw refuse('portal.link_not_found')
  const [customer] = await findCustomers(work, link.expired && link.customer ? [link.customer] : [])
  const address = customer?.contacts.find(({ kind }) => kind === 'email')?.value
  if (!customer || !address) return
  const hour = work.now.toString().slice(0, 13)
  await answerOnce(work, { actor: 'portal', route: '/c/fresh-link', key: `${link.complaint}/${hour}`, asked: null }, async () => {
    const complaint = await complaintForUpdate(work, link.complaint)
    const reason = await mayWriteAutomatic(work, { complaint, address, mailbox: null })
    if (reason) {
      await work.announce({ fact: 'notice.withheld', complaint: complaint.id, reason })
      return {}
    }
    const language = complaint.language as Language // the column's check constraint holds the same codes
    const said = say(language)
    const { name } = await organisationOf(work)
    const { url } = await mintLink(work, { complaint: complaint.id, customer: customer.id, use: 'follow', days: followDays })
    const text = ['greeting', 'link', 'until', 'otherwise'].map((line) =>
      said(`portal:fresh_link.${line}`, { number: complaint.number, link: url, days: followDays, organisation: name }),
    )
    const subject = said('portal:fresh_link.subject', { organisation: name })
    await writeAutomatic(work, complaint, {
      kind: 'notice',
      to: [{ name: customer.name || null, address }],
      subject,
      text: [...text, name].join('\n\n'),
      language,
      mailbox: null,
    })
    return {}
  })
}
