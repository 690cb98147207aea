import type { Routes } from '#platform/http/routes.ts'
import { discardAside } from './aside/discard-aside.ts'
import { listAside } from './aside/list-aside.ts'
import { markSpam, unmarkSpam } from './aside/mark-spam.ts'
import { budgetsOf, editBudgets } from './automatic/automatic-budgets.ts'
import { findAcknowledgement, sendAcknowledgement } from './automatic/send-acknowledgement.ts'
import { endStop, listStops, stopMail } from './automatic/stop-mail.ts'
import { reviewComplaint } from './complaint-marks.ts'
import * as acknowledgements from './contract/acknowledgements.ts'
import * as stops from './contract/mail-stops.ts'
import * as contract from './contract.ts'
import { keepMail, mailLimit } from './email/keep-mail.ts'
import { attachAside, openAside } from './email/open-aside.ts'
import { rehearse, takeRehearsal } from './email/rehearse-mailbox.ts'
import { serveRawMail } from './email/serve-raw-mail.ts'
import { listMessages } from './list-messages.ts'
import { addMailbox, editMailbox, listMailboxes } from './mailboxes/edit-mailbox.ts'
import { endConsent, exchangeCode, noteConsent, requestConsent, takeBack } from './mailboxes/give-consent.ts'
import { listMailboxAlarms } from './mailboxes/list-mailbox-alarms.ts'
import { listMailboxHealth } from './mailboxes/list-mailbox-health.ts'
import { sendTestMail, takeTestMail } from './mailboxes/send-test-mail.ts'
import { takeServers, tryServers } from './mailboxes/test-mailbox.ts'

export function channelsRoutes(routes: Routes) {
  stopRoutes(routes)
  mailboxRoutes(routes)
  mailRoutes(routes)
}

function mailboxRoutes({ serve, serveOutside }: Routes) {
  serve(contract.listMailboxes, async (work) => ({ data: await listMailboxes(work) }))
  serve(contract.addMailbox, (work, { body }) => addMailbox(work, body))
  serve(contract.editMailbox, (work, { params, body, version }) => editMailbox(work, params.mailbox, { ...body, version }))
  serveOutside(contract.testMailbox, {
    take: (work, { body }) => takeServers(work, body),
    talk: tryServers,
    note: async (_work, { said }) => said,
  })
  serveOutside(contract.sendTestMail, { take: takeTestMail, talk: sendTestMail, note: async (_work, { said }) => said })
  serveOutside(contract.rehearseMailbox, { take: takeRehearsal, talk: rehearse, note: async (_work, { said }) => said })
  serve(contract.requestConsent, (work, { params }) => requestConsent(work, params.mailbox))
  serveOutside(contract.takeConsent, { take: takeBack, talk: exchangeCode, note: noteConsent })
  serve(contract.endConsent, (work, { params }) => endConsent(work, params.mailbox))
  serve(contract.listMailboxHealth, (work) => listMailboxHealth(work))
  serve(contract.listMailboxAlarms, (work) => listMailboxAlarms(work))
}

function stopRoutes({ serve }: Routes) {
  serve(stops.listStops, (work) => listStops(work))
  serve(stops.stopMail, (work, { body }) => stopMail(work, body))
  serve(stops.endStop, (work, { params }) => endStop(work, params.stop))
  serve(stops.readBudgets, (work) => budgetsOf(work))
  serve(stops.editBudgets, (work, { body, version }) => editBudgets(work, { ...body, version }))
}

function mailRoutes({ serve, serveRaw, serveStream }: Routes) {
  serveRaw(contract.deliverMail, { mediaType: 'message/rfc822', limit: mailLimit }, async (work, { query, bytes }) => {
    const { id } = await keepMail(work, { source: 'http', raw: bytes, recipient: query.recipient ?? null })
    return { id }
  })
  serve(contract.listMessages, (work, { query }) => listMessages(work, query))
  serve(contract.listAside, (work, { query }) => listAside(work, query))
  serve(contract.openAside, (work, { params }) => openAside(work, params.mail))
  serve(contract.attachAside, (work, { params, body }) => attachAside(work, params.mail, body.complaint))
  serve(contract.discardAside, (work, { params, body }) => discardAside(work, params.mail, body.reason))
  serve(contract.reviewComplaint, (work, { params }) => reviewComplaint(work, params.complaint))
  serve(acknowledgements.readAcknowledgement, (work, { params }) => findAcknowledgement(work, params.complaint))
  serve(acknowledgements.sendAcknowledgement, (work, { params }) => sendAcknowledgement(work, params.complaint))
  serve(contract.markSpam, (work, { params, body }) => markSpam(work, params.complaint, body.always))
  serve(contract.unmarkSpam, (work, { params }) => unmarkSpam(work, params.complaint))
  serveStream(
    { url: '/api/v1/mails/:mail/raw', requires: 'mail.raw', about: 'A mail exactly as it came. Reading it is logged.' },
    serveRawMail,
  )
}
