import type { Job } from '#platform/job.ts'
import { acknowledge } from './acknowledge.ts'
import { deliverMessage } from './deliver-message.ts'
import { readMail } from './email/read-mail.ts'
import './facts.ts'

export { channelsGrants } from './access.ts'
export { acknowledgeOpened } from './acknowledge.ts'
export { answeredByPerson, findChannelMarks } from './complaint-marks.ts'
export { queueDelivery } from './deliver-message.ts'
export { type FetchingTools, startFetching } from './email/fetch-mail.ts'
export { keepMail, mailLimit } from './email/keep-mail.ts'
export { type ReceiverTools, startReceiver } from './email/receive-smtp.ts'
export { closeLines } from './email/send-mail.ts'
export { channelsFirstRun } from './first-run.ts'
export { channelsRoutes } from './routes.ts'
export { webformRoutes } from './webform/routes.ts'

// The registry takes jobs of any payload; each reads its own.
export const channelsJobs = [readMail, acknowledge, deliverMessage] as Job<never>[] as Job<object>[]
