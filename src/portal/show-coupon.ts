import { complaintFor } from '#modules/complaints/index.ts'
import { findLink, logoAddress, organisationOf } from '#modules/people/index.ts'
import { codePage, couponPage, overPage } from '#modules/remedies/coupons/portal/coupon.page.ts'
import { plainCode, shownCode } from '#modules/remedies/coupons/rules/code-form.ts'
import { couponSheet, isItsCode, publicCoupons, revealCoupon, type ShownCoupon, sayLastDay, sayWorth } from '#modules/remedies/index.ts'
import type { Link, LinkUse } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import { contentDisposition } from '#platform/http/download.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { sayMoment } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import { homeOf, mastheadFor, secretPage } from './follow-link.ts'
import { secretHeaders } from './kit/page-headers.ts'
import { linkOverPage } from './pages/link-over.page.ts'
import './refusals.ts'

interface Coming extends PageRequest {
  actor: Link
  secret: string
}

/** Lets in who follows the complaint, and who came by the coupon's own link. One that is over meets a page that says so; any other finds nothing. */
export function withCoupon(answer: (request: Coming) => Promise<PageAnswer>): (request: PageRequest) => Promise<PageAnswer> {
  return async (request) => {
    const { actor } = request
    const secret = request.params['secret'] ?? ''
    if (actor.kind === 'link' && (actor.use === 'follow' || actor.use === 'coupon')) return answer({ ...request, actor, secret })
    const link = await request.step((work) => findLink(work, secret))
    if (!link?.expired || (link.use !== 'follow' && link.use !== 'coupon')) throw refuse('portal.link_not_found')
    return showOver(request, link.use)
  }
}

/** What it is worth and until when; the code only for who presses the button, for mail programs open links by themselves. */
export async function showCoupon(request: Coming): Promise<PageAnswer> {
  const found = await request.step((work) => findCoupon(work, request))
  const worded = wordedOf(request, found)
  const { coupon, masthead } = found
  const page = couponPage(worded, { ...coupon, revealed: revealedLine(worded, found) })
  return secretPage(200, { ...worded, masthead, title: worded.say(`coupons:page.title_${coupon.kind}`) }, page)
}

/** Shows the code, once. Whoever comes second sees when it was shown. */
export async function showCode(request: Coming): Promise<PageAnswer> {
  const id = request.params['coupon'] ?? ''
  try {
    const { found, code } = await request.step(async (work) => ({
      found: await findCoupon(work, request),
      code: await revealCoupon(work, request.actor, id),
    }))
    const worded = wordedOf(request, found)
    const page = codePage(worded, { kind: found.coupon.kind, code: shownCode(code) })
    return secretPage(200, { ...worded, masthead: found.masthead, title: worded.say(`coupons:page.title_${found.coupon.kind}`) }, page)
  } catch (error) {
    if (error instanceof Refusal && ['coupons.revealed_already', 'coupons.not_found'].includes(error.code)) return showCoupon(request)
    throw error
  }
}

/** The sheet to print, for who has the code before them and sends it along: nothing is shown that was not known. */
export async function showSheet(request: Coming): Promise<PageAnswer> {
  const plain = plainCode(request.fields['code'] ?? '')
  const { found, isIts } = await request.step(async (work) => ({
    found: await findCoupon(work, request),
    isIts: await isItsCode(work, { link: request.actor, coupon: request.params['coupon'] ?? '', plain }),
  }))
  if (!isIts) return showCoupon(request)
  const { say, language, number, worth, until } = wordedOf(request, found)
  const file = await couponSheet({
    language,
    organisation: found.masthead,
    number,
    title: say(`coupons:page.title_${found.coupon.kind}`),
    worth,
    addressee: [],
    words: say('coupons:page.sheet', { until }),
    code: shownCode(plain),
    square: plain,
  })
  const disposition = contentDisposition('attachment', `${number}-${found.coupon.kind.replace('_', '-')}.pdf`)
  return { file, headers: { ...secretHeaders, 'content-type': 'application/pdf', 'content-disposition': disposition } }
}

async function findCoupon(work: Work, { actor, params }: Coming) {
  const coupon = (await publicCoupons(work, actor)).find(({ id }) => id === params['coupon'])
  if (!coupon) throw refuse('portal.link_not_found')
  const [complaint, organisation] = await Promise.all([complaintFor(work, actor.complaint), organisationOf(work)])
  const masthead = { ...organisation, logo: logoAddress(organisation) }
  // The column's check constraint holds the same codes.
  return { coupon, number: complaint.number, language: complaint.language as Language, masthead, zone: organisation.zone }
}

type Found = Awaited<ReturnType<typeof findCoupon>>

function wordedOf({ actor, asked, say, secret }: Coming, { coupon, number, zone, ...found }: Found) {
  const language = asked ?? found.language
  return {
    say: say(language),
    language,
    number,
    path: `/c/${secret}/coupons/${coupon.id}`,
    home: actor.use === 'follow' ? homeOf(secret, asked) : null,
    worth: sayWorth(coupon, language),
    until: sayLastDay(coupon.expires, { language, zone }),
  }
}

function revealedLine(
  { say, language }: ReturnType<typeof wordedOf>,
  { coupon, zone }: { coupon: ShownCoupon; zone: string },
): string | null {
  if (!coupon.revealedAt) return null
  return say('coupons:page.revealed', {
    moment: sayMoment(coupon.revealedAt, { language, zone }),
    way: say(`coupons:way.${coupon.revealedWay}`),
  })
}

async function showOver(request: PageRequest, use: LinkUse): Promise<PageAnswer> {
  const secret = request.params['secret'] ?? ''
  const { language, masthead } = await request.step((work) => mastheadFor(work, request))
  const say = request.say(language)
  const follows = use === 'follow'
  const frame = { language, say, masthead, title: say(follows ? 'portal:over.title' : 'coupons:page.over'), path: `/c/${secret}` }
  const content = follows ? linkOverPage({ ...frame, secret, asked: false, typed: '' }) : overPage(say, masthead)
  return secretPage(410, frame, content)
}
