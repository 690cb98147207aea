import * as z from 'zod/mini'
import { endpoint, Id, text } from '#platform/endpoint.ts'

export const watchKinds = ['customer', 'category', 'view'] as const
export const WatchKind = z.enum(watchKinds)
export type WatchKind = z.output<typeof WatchKind>

export const Watch = z.object({
  id: Id,
  kind: WatchKind,
  /** The customer's id, the category's code, the view's id. */
  subject: z.string(),
  /** What it is called now; null where it is gone, or not the caller's to see any more. */
  name: z.nullable(z.string()),
  /** The view holds so many complaints that nobody is told of single ones. */
  silent: z.boolean(),
  since: z.string(),
})
export type Watch = z.output<typeof Watch>

/** A complaint that the caller follows. */
const Followed = z.object({ id: Id, number: z.string(), customer: z.nullable(z.object({ id: Id, name: z.string() })) })

export const Watches = z.object({ watches: z.array(Watch), complaints: z.array(Followed) })
export type Watches = z.output<typeof Watches>

export const listWatches = endpoint('GET /me/watches', {
  requires: 'notices.read',
  about: 'What the caller follows: customers, categories and views, and the newest 200 single complaints.',
  answers: Watches,
})

export const addWatch = endpoint('POST /me/watches', {
  requires: 'notices.read',
  about:
    'Follows a customer or a category (told when a complaint of it comes in) or a view (told within a minute when a complaint comes into it). It opens nothing. Twice is once.',
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('customer'), subject: Id }),
    z.object({ kind: z.literal('view'), subject: Id }),
    z.object({ kind: z.literal('category'), subject: text(200) }),
  ]),
  answers: Watches,
})

export const endWatch = endpoint('DELETE /me/watches/:watch', {
  requires: 'notices.read',
  about: 'Follows it no more.',
  answers: Watches,
})
