import type { Job } from '#platform/job.ts'
import { acknowledge } from './automatic/acknowledge.ts'
import { releaseHeld } from './automatic/release-held.ts'
import { deliverMessage } from './deliver-message.ts'
import { readMail } from './email/read-mail.ts'
import { tellOfMailbox } from './mailboxes/tell-of-mailbox.ts'
import { tellAdministrators } from './tell-administrators.ts'
import './facts.ts'

export { channelsGrants } from './access.ts'
export { acknowledgeNamed, acknowledgeOpened } from './automatic/acknowledge.ts'
export { mayWriteAutomatic } from './automatic/may-write-automatic.ts'
export { mayWriteNotice } from './automatic/may-write-notice.ts'
export { answeredByPerson, bearsChannelMark, findChannelMarks } from './complaint-marks.ts'
export { queueDelivery } from './deliver-message.ts'
export { type FetchingTools, startFetching } from './email/fetch-mail.ts'
export type { FoundMail } from './email/import/found-mail.ts'
export { type Imported, type ImportOne, importer, isOwnMailbox } from './email/import/import-mails.ts'
export { listMaildir, maildirMails } from './email/import/maildir-mails.ts'
export { mboxMails } from './email/import/mbox-mails.ts'
export { keepMail, mailLimit } from './email/keep-mail.ts'
export { putForgottenAside } from './email/put-forgotten-aside.ts'
export { type ReceiverTools, startReceiver } from './email/receive-smtp.ts'
export { closeLines } from './email/send-mail.ts'
export { filesOfChannels } from './email/serve-raw-mail.ts'
export { channelsFirstRun } from './first-run.ts'
export { publicAddresses } from './mailboxes/find-mailbox.ts'
export { watchMailboxes } from './mailboxes/watch-mailboxes.ts'
export { channelsRoutes } from './routes.ts'
export { webformRoutes } from './webform/routes.ts'

// The registry takes jobs of any payload; each reads its own.
export const channelsJobs = [
  readMail,
  acknowledge,
  deliverMessage,
  releaseHeld,
  tellAdministrators,
  tellOfMailbox,
] as Job<never>[] as Job<object>[]
