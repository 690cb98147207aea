import type { Routes } from '#platform/http/routes.ts'
import { confirmFile } from './confirm-file.ts'
import * as hooks from './contract/webhook.ts'
import * as contract from './contract.ts'
import { listFiles, sendFile } from './find-files.ts'
import { listPayees, listPayments } from './find-payments.ts'
import { readAccount, writeAccount } from './house-account.ts'
import { makeFile } from './make-file.ts'
import { addPayee, approvePayee, checkPayee, endPayee } from './payees.ts'
import { listWebhookMessages, replayWebhookMessage } from './webhook-messages.ts'
import { addWebhook, endWebhook, listWebhooks } from './webhooks.ts'

export function paymentsRoutes({ serve, serveStream }: Pick<Routes, 'serve' | 'serveStream'>) {
  serve(contract.listPayees, (work, { params }) => listPayees(work, params.complaint))
  serve(contract.addPayee, (work, { params, body }) => addPayee(work, params.complaint, body))
  serve(contract.checkPayee, (work, { params, body }) => checkPayee(work, params, body))
  serve(contract.approvePayee, (work, { params }) => approvePayee(work, params))
  serve(contract.endPayee, (work, { params }) => endPayee(work, params))
  serve(contract.listPayments, (work, { query }) => listPayments(work, query))
  serve(contract.readAccount, (work) => readAccount(work))
  serve(contract.writeAccount, (work, { body }) => writeAccount(work, body))
  serve(hooks.listWebhooks, (work) => listWebhooks(work))
  serve(hooks.addWebhook, (work, { body }) => addWebhook(work, body))
  serve(hooks.endWebhook, (work, { params }) => endWebhook(work, params.webhook))
  serve(hooks.listWebhookMessages, (work, { query }) => listWebhookMessages(work, query))
  serve(hooks.replayWebhookMessage, (work, { params }) => replayWebhookMessage(work, params.message))
  serve(contract.listFiles, (work, { query }) => listFiles(work, query))
  serve(contract.makeFile, (work, { body }) => makeFile(work, body))
  serve(contract.confirmFile, (work, { params, body }) => confirmFile(work, params.file, body))
  serveStream(
    {
      url: contract.filePath(':file'),
      requires: 'payments.export',
      about:
        'A file for the bank, byte for byte as it was made: the only place where whole account numbers leave the house. It is written down.',
    },
    sendFile,
  )
}
