import { mayWriteAutomatic } from '#modules/channels/index.ts'
import { type ComplaintRecord, complaintForUpdate } from '#modules/complaints/index.ts'
import { writeAutomatic } from '#modules/conversations/index.ts'
import { mintFreshChoice } from '#modules/letters/index.ts'
import { type CustomerLink, findCustomers, findLink, followDays, mintLink, organisationOf } from '#modules/people/index.ts'
import type { LinkUse } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
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
  await request.deskStep((work) => mailFreshLink(work, { secret, to: 'follow' }, request.say))
  return { goTo: homeOf(secret, request.asked, 'asked') }
}

/** The same for who came to choose: to the offer while it stands, else to the complaint. */
export async function sendFreshChoice(request: PageRequest): Promise<PageAnswer> {
  const secret = request.params['secret'] ?? ''
  await request.deskStep((work) => mailFreshLink(work, { secret, to: 'choose' }, request.say))
  const query = new URLSearchParams({ asked: '1', ...(request.asked && { language: request.asked }) })
  return { goTo: `/c/${secret}/offer?${query}` }
}

interface Wanted {
  secret: string
  to: 'follow' | 'choose'
}

async function mailFreshLink(work: Work, { secret, to }: Wanted, say: (language: Language) => Say): Promise<void> {
  const link = await linkOver(work, { secret, to })
  const [customer] = await findCustomers(work, link === null || link.customer === null ? [] : [link.customer])
  const address = customer?.contacts.find(({ kind }) => kind === 'email')?.value
  if (link === null || !customer || !address) return
  const hour = work.now.toString().slice(0, 13)
  await answerOnce(work, { actor: 'portal', route: '/c/fresh-link', key: `${link.complaint}/${to}/${hour}`, asked: null }, async () => {
    const complaint = await complaintForUpdate(work, link.complaint)
    await write(work, complaint, { customer: customer.id, name: customer.name, address, to, say })
    return {}
  })
}

/** The link that somebody holds, where it is over; one to choose may live on when its offer has ended. */
async function linkOver(work: Work, { secret, to }: Wanted): Promise<CustomerLink | null> {
  const link = await findLink(work, secret)
  const uses: LinkUse[] = to === 'choose' ? ['follow', 'choose'] : ['follow']
  if (!link || !uses.includes(link.use)) throw refuse('portal.link_not_found')
  return link.expired || link.use === 'choose' ? link : null
}

interface Writing {
  customer: Id
  name: string
  address: string
  to: Wanted['to']
  say: (language: Language) => Say
}

async function write(work: Work, complaint: ComplaintRecord, { customer, name, address, to, say }: Writing): Promise<void> {
  const reason = await mayWriteAutomatic(work, { complaint, address, mailbox: null })
  if (reason) {
    await work.announce({ fact: 'notice.withheld', complaint: complaint.id, reason })
    return
  }
  const language = complaint.language as Language // the column's check constraint holds the same codes
  const said = say(language)
  const organisation = await organisationOf(work)
  const text = await linesOf(work, complaint, { customer, to, said })
  await writeAutomatic(work, complaint, {
    kind: 'notice',
    to: [{ name: name || null, address }],
    subject: said('portal:fresh_link.subject', { organisation: organisation.name }),
    text: [...text, organisation.name].join('\n\n'),
    language,
    mailbox: null,
  })
}

interface Told {
  customer: Id
  to: Wanted['to']
  said: Say
}

async function linesOf(work: Work, complaint: ComplaintRecord, { customer, to, said }: Told): Promise<string[]> {
  const { number } = complaint
  const choice = to === 'choose' ? await mintFreshChoice(work, complaint) : null
  if (choice !== null)
    return [said('portal:fresh_link.greeting'), said('options:fresh.link', { number, link: choice }), said('portal:fresh_link.otherwise')]
  const { url } = await mintLink(work, { complaint: complaint.id, customer, use: 'follow', days: followDays })
  return ['greeting', 'link', 'until', 'otherwise'].map((line) =>
    said(`portal:fresh_link.${line}`, { number, link: url, days: followDays }),
  )
}
