// RFC 3834 names the first ones; the others are written by who sends and does not read.
const machines =
  /^(?:mailer-?daemon|postmaster|daemon|root|nobody|noreply|no[-._]reply|do[-._]?not[-._]?reply|no[-._]?responder|mh-nob|bounces?|bounce[-+=].*|bounces[-+=].*|prvs=.*|srs[01]=.*|owner-.*|.*-owner|.*-request|.*-bounces(?:\+.*)?|majordomo|listserv|autoreply|auto[-._]reply)$/i

/** Whether nobody reads what is sent to this address: mail servers, list managers, senders who say so in their name. */
export function isMachineAddress(address: string): boolean {
  const at = address.lastIndexOf('@')
  return at <= 0 || machines.test(address.slice(0, at).trim())
}
