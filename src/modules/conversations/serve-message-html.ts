import type { FastifyReply } from 'fastify'
import { complaintFor } from '#modules/complaints/index.ts'
import { Id } from '#platform/endpoint.ts'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside } from './access.ts'
import { findAttachmentsOf, findMessageById } from './find-message.ts'
import { wordsOf } from './timeline/present-message.ts'
import { shownIn } from './timeline/shown-messages.ts'
import './refusals.ts'

interface Asked {
  complaint: string
  message: string
  /** Whether it may load its pictures from elsewhere, which tells the sender that it is read. */
  pictures: boolean
}

/** Serves a mail as it was written, for a frame: nothing in it runs, and nothing comes from elsewhere until a person asks for its pictures. */
export async function serveMessageHtml({ step }: StreamTools, asked: Asked, reply: FastifyReply) {
  const page = await step((work) => pageFor(work, asked))
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policyFor(asked))
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'private, no-store')
    .send(page)
}

/** As the timeline shows it, and to the same people. */
async function pageFor(work: Work, asked: Asked): Promise<string> {
  if (!Id.safeParse(asked.complaint).success || !Id.safeParse(asked.message).success) throw refuse('conversations.message_not_found')
  const complaint = await complaintFor(work, asked.complaint)
  if (!mayReadInside(work.actor)) throw refuse('complaints.not_found')
  const record = (await findMessageById(work, complaint.id, asked.message)) ?? (await shownIn(work, complaint.id, [asked.message]))[0]
  if (!record) throw refuse('conversations.message_not_found')
  const { html: said, subject } = wordsOf(record, complaint, await findAttachmentsOf(work, record.complaint_id, [record.id]))
  if (said === null) throw refuse('conversations.message_not_found')
  // The pictures of a message that is shown here too come by this complaint: who sees it may not see the other one.
  const html = said.replaceAll(`/complaints/${record.complaint_id}/`, `/complaints/${complaint.id}/`)
  const head = `<meta charset="utf-8"><title>${escaped(subject)}</title><style>${look}</style>`
  return `<!doctype html><html lang="${escaped(complaint.language)}"><head>${head}</head><body>${asked.pictures ? withPictures(html) : html}</body></html>`
}

const look =
  ':root{color-scheme:light}body{display:flow-root;margin:0;padding:4px 2px;font:15px/1.5 "Gentium Book Plus","Noto Serif",Georgia,serif;color:#26221d;background:#fffefc;overflow-wrap:anywhere}img{max-width:100%;height:auto}'

// Sanitising put their addresses there; what travels open, without TLS, stays off.
const withPictures = (html: string): string => html.replaceAll(/\sdata-remote-src="(?=https:)/gi, ' src="')

const policyFor = ({ pictures }: Asked): string =>
  [
    'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src 'self' data:${pictures ? ' https:' : ''}`,
    "frame-ancestors 'self'",
  ].join('; ')

const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
