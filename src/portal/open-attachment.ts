import { serveAttachment } from '#modules/conversations/index.ts'
import type { ServeStream } from '#platform/http/serve-stream.ts'
import { refuse } from '#platform/refusal.ts'
import './refusals.ts'

/** A file of a message that the link's own page shows; always a download. */
export const openedAttachment: Parameters<ServeStream>[1] = (tools, request, reply) => {
  const { actor } = tools
  if (actor.kind !== 'link' || actor.use !== 'follow') throw refuse('portal.link_not_found')
  // The path names it; serveAttachment judges what it is.
  const { attachment } = request.params as { attachment: string }
  reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
  return serveAttachment(tools, { complaint: actor.complaint, attachment, preview: false }, reply)
}
