import * as z from 'zod/mini'
import { endpoint, Id, Page, pageOf, words } from '#platform/endpoint.ts'
import { By } from '../contract.ts'

export const troubles = ['status', 'slow', 'away', 'private'] as const
const Attempt = z.object({ attempt: z.int(), at: z.string(), status: z.nullable(z.int()), trouble: z.nullable(z.enum(troubles)) })

export const Webhook = z.object({
  id: Id,
  url: z.string(),
  added_by: By,
  added_at: z.string(),
  ended_at: z.nullable(z.string()),
  /** So many of its messages were not taken yet. */
  waiting: z.int(),
  given_up: z.int(),
})
export type Webhook = z.output<typeof Webhook>

export const listWebhooks = endpoint('GET /payments/webhooks', {
  requires: 'payments.read',
  about: 'Who is told that a payment was carried out.',
  answers: z.object({ data: z.array(Webhook), may: z.object({ add: z.boolean() }) }),
})

export const addWebhook = endpoint('POST /payments/webhooks', {
  requires: 'payments.webhooks',
  about:
    'Tells an address from now on of every payment that was carried out. `secret` is shown once: with it `Redress-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA-256 of `<seconds>.<body>`.',
  status: 201,
  body: z.strictObject({ url: words(2_000) }),
  answers: z.object({ webhook: Webhook, secret: z.string() }),
})

export const endWebhook = endpoint('POST /payments/webhooks/:webhook/end', {
  requires: 'payments.webhooks',
  about: 'It is told nothing more. What waits is not sent.',
  answers: Webhook,
})

export const messageStates = ['waiting', 'sending', 'delivered', 'given_up'] as const

export const WebhookMessage = z.object({
  /** The same each time that it is tried: who counts, counts these. */
  id: Id,
  webhook: z.object({ id: Id, url: z.string() }),
  payment: z.object({ id: Id, reference: z.string() }),
  state: z.enum(messageStates),
  made_at: z.string(),
  next_at: z.nullable(z.string()),
  delivered_at: z.nullable(z.string()),
  attempts: z.array(Attempt),
  may: z.object({ replay: z.boolean() }),
})
export type WebhookMessage = z.output<typeof WebhookMessage>

export const listWebhookMessages = endpoint('GET /payments/webhook-messages', {
  requires: 'payments.read',
  about: 'What was told, each try with its answer, the newest first.',
  query: z.object({ ...Page, state: z.optional(z.union([z.literal(''), z.enum(messageStates)])) }),
  answers: pageOf(WebhookMessage),
})

export const replayWebhookMessage = endpoint('POST /payments/webhook-messages/:message/replay', {
  requires: 'payments.webhooks',
  about: 'Sends a message again, now, with the same id, whatever came of it before.',
  answers: WebhookMessage,
})
