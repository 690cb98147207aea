import type { Routes } from '#platform/http/routes.ts'
import * as contract from './contract.ts'
import { keepMail, mailLimit } from './email/keep-mail.ts'
import { attachAside, openAside } from './email/open-aside.ts'
import { serveRawMail } from './email/serve-raw-mail.ts'
import { discardAside } from './discard-aside.ts'
import { listAside } from './list-aside.ts'
import { listMessages } from './list-messages.ts'
import { markSpam, unmarkSpam } from './mark-spam.ts'

export function channelsRoutes({ serve, serveRaw, serveStream }: Routes) {
  serveRaw(contract.deliverMail, { mediaType: 'message/rfc822', limit: mailLimit }, async (work, { query, bytes }) => {
    const { id } = await keepMail(work, { source: 'http', raw: bytes, recipient: query.recipient ?? null })
    return { id }
  })
  serve(contract.listMessages, (work, { query }) => listMessages(work, query))
  serve(contract.listAside, (work, { query }) => listAside(work, query))
  serve(contract.openAside, (work, { params }) => openAside(work, params.mail))
  serve(contract.attachAside, (work, { params, body }) => attachAside(work, params.mail, body.complaint))
  serve(contract.discardAside, (work, { params, body }) => discardAside(work, params.mail, body.reason))
  serve(contract.markSpam, (work, { params, body }) => markSpam(work, params.complaint, body.always))
  serve(contract.unmarkSpam, (work, { params }) => unmarkSpam(work, params.complaint))
  serveStream({ url: '/api/v1/mails/:mail/raw', requires: 'mail.raw', about: 'A mail exactly as it came. Reading it is logged.' }, serveRawMail)
}
