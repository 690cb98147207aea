import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { contentDisposition } from '#platform/http/download.ts'
import type { PageAnswer } from '#platform/http/serve-page.ts'
import { sayDay, sayMoment } from '#platform/time.ts'
import { type FollowedComplaint, findFollowed } from './find-followed.ts'
import { type Followed, secretPage } from './follow-link.ts'
import { secretHeaders } from './kit/page-headers.ts'
import { type Receipt, receiptPage } from './pages/receipt.page.ts'
import { receiptPdf } from './receipt-pdf.ts'

/** What we received, and when: the customer's copy. */
export async function showReceipt(request: Followed): Promise<PageAnswer> {
  const { receipt, found } = await receiptOf(request)
  const { language, say } = receipt
  const path = `/c/${request.secret}`
  const frame = { language, say, masthead: found.masthead, title: receipt.title, path: `${path}/receipt` }
  return secretPage(200, frame, receiptPage(receipt, { home: request.home, pdf: `${path}/receipt.pdf?language=${language}` }))
}

export async function showReceiptPdf(request: Followed): Promise<PageAnswer> {
  const { receipt, found } = await receiptOf(request)
  const headers = {
    ...secretHeaders,
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-disposition': contentDisposition('inline', `${found.complaint.number}.pdf`),
  }
  return { file: await receiptPdf(receipt), headers }
}

async function receiptOf(request: Followed): Promise<{ receipt: Receipt; found: FollowedComplaint }> {
  const found = await request.step((work) => findFollowed(work, request.actor))
  const language = request.asked ?? found.language
  const say = request.say(language)
  return {
    found,
    receipt: {
      say,
      language,
      title: say('portal:receipt.title'),
      organisation: found.masthead,
      ...wordsOf(found),
      lines: linesOf(found, { say, language }),
    },
  }
}

function wordsOf({ complaint }: FollowedComplaint) {
  const mask = (text: string) => maskNumbers(text, complaint.order_numbers)
  return {
    number: complaint.number,
    words: mask(complaint.words),
    wish: complaint.desired_outcome && mask(complaint.desired_outcome),
    inLanguage: complaint.language,
  }
}

function linesOf({ complaint, zone, customer, messages }: FollowedComplaint, { say, language }: Pick<Receipt, 'say' | 'language'>) {
  const [first] = messages
  const files = first?.from === 'customer' ? first.attachments.map(({ name }) => name).join(', ') : ''
  const lines = [
    { name: say('portal:receipt.number'), value: complaint.number },
    { name: say('portal:receipt.received'), value: `${sayMoment(complaint.received_at, { language, zone })} (${zone})` },
    { name: say('portal:receipt.channel'), value: say(`portal:channel.${complaint.channel}`) },
    { name: say('portal:receipt.from'), value: complaint.anonymous ? say('portal:receipt.anonymous') : customer },
    { name: say('portal:receipt.occurred'), value: complaint.occurred_at ? sayDay(complaint.occurred_at, { language, zone }) : '' },
    { name: say('portal:receipt.files'), value: files },
  ]
  return lines.filter(({ value }) => value !== '')
}
