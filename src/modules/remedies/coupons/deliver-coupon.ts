import { complaintForUpdate, mergedInto } from '#modules/complaints/index.ts'
import { keepAttachments, writeReply } from '#modules/conversations/index.ts'
import { findCustomers, mintLink, organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWith } from './access.ts'
import { refuseOver } from './cancel-coupon.ts'
import type { Coupon } from './contract.ts'
import { couponSheet } from './coupon-pdf.ts'
import { sayIn, sayLastDay, sayWorth } from './coupon-words.ts'
import { type At, couponForUpdate, presentCoupon } from './find-coupons.ts'
import { worthOf } from './find-pools.ts'
import type { CouponRecord } from './issue-coupon.ts'
import './refusals.ts'

export interface Delivered {
  coupon: Coupon
  message: Id
  /** The sheet to print, of what goes by post. */
  pdf: Id | null
}

/**
 * Tells the customer of a coupon, with a link to the page that shows the code: as a mail, or on a sheet that a person sends by post. The code itself
 * is in neither, so nobody of the house reads it on its way.
 */
export async function deliverCoupon(work: Work, at: At, { way }: { way: 'mail' | 'post' }): Promise<Delivered> {
  const complaint = await complaintForUpdate(work, at.complaint)
  // What was merged is written to where it goes on.
  const here = await mergedInto(work, complaint)
  const coupon = await couponForUpdate(work, at)
  refuseOver(coupon)
  if (coupon.revealed_at) throw refuse('coupons.revealed_already')
  if (!mayWith(work.actor, coupon).deliver) throw refuse('complaints.not_yours_to_change')

  const [customer] = await findCustomers(work, coupon.customer_id ? [coupon.customer_id] : [])
  const link = await mintLink(work, { complaint: complaint.id, customer: coupon.customer_id, use: 'coupon', days: daysLeft(work, coupon) })
  const language = complaint.language as Language // the column's check constraint holds the same codes
  const told = await wordsOf(work, coupon, { language, number: complaint.number, link: `${link.url}/coupons/${coupon.id}` })
  const pdf = way === 'post' ? await keepSheet(work, { ...told, customer }, here.id) : null
  const message = await writeReply(work, here.id, {
    text: told.text,
    subject: told.subject,
    language,
    keepsDraft: true,
    ...(pdf === null ? onlyTo(customer) : { by_hand: { how: 'printed' as const }, attachments: [pdf] }),
  })
  await work.db
    .insertInto('remedies_coupon_deliveries')
    .values({
      complaint_id: complaint.id,
      link_id: link.id,
      coupon_id: coupon.id,
      way,
      told_in: here.id,
      message_id: message.id,
      delivered_by: actorName(work.actor),
      delivered_at: work.now,
    })
    .execute()
  return { coupon: await presentCoupon(work, at), message: message.id, pdf }
}

type Customer = Awaited<ReturnType<typeof findCustomers>>[number] | undefined

/** Whoever else reads along on a complaint gets no link to the customer's code. */
function onlyTo(customer: Customer) {
  const address = customer?.contacts.find(({ kind }) => kind === 'email')?.value
  if (address === undefined) throw refuse('coupons.no_address')
  return { to: [address], cc: [], confirmed_recipients: [address] }
}

/** The link lives as long as the code. */
function daysLeft(work: Work, { expires_at }: CouponRecord): number {
  if (!expires_at) throw new Error('A coupon that was issued has no end')
  return Math.max(1, Math.ceil(work.now.until(expires_at).total('hours') / 24))
}

interface Told {
  language: Language
  number: string
  link: string
}

async function wordsOf(work: Work, coupon: CouponRecord, told: Told) {
  const organisation = await organisationOf(work)
  const { language } = told
  const say = sayIn(language)
  const until = sayLastDay(coupon.expires_at ?? work.now, { language, zone: organisation.zone })
  const worth = sayWorth(worthOf(coupon), language)
  const figures = { ...told, worth, until, organisation: organisation.name }
  const parts = [`intro_${coupon.kind}`, 'link', 'once', 'until'].map((part) => say(`coupons:mail.${part}`, figures))
  return {
    ...told,
    organisation,
    worth,
    until,
    kind: coupon.kind,
    subject: say(`coupons:mail.subject_${coupon.kind}`, figures),
    text: parts.join('\n\n'),
  }
}

type Worded = Awaited<ReturnType<typeof wordsOf>>

async function keepSheet(work: Work, { customer, ...told }: Worded & { customer: Customer }, complaint: Id): Promise<Id> {
  const address = customer?.contacts.find(({ kind }) => kind === 'postal_address')?.value.split('\n') ?? []
  const bytes = await couponSheet({
    ...told,
    title: told.subject,
    addressee: [customer?.name ?? '', ...address].filter((line) => line.trim() !== ''),
    words: told.text,
    square: told.link,
  })
  const name = `${told.number}-${told.kind.replace('_', '-')}.pdf`
  const [pdf] = await keepAttachments(work, { complaint, message: null }, [{ name, mediaType: 'application/pdf', bytes }])
  if (!pdf) throw new Error('A PDF that was just kept has no row')
  return pdf.id
}
