/** By these we know our own mail again when it comes back. */
export const loopHeader = 'X-Redress-Loop'

const ourId = /^redress\.[0-9a-f-]{8,}@[^\s<>@]+$/i

/** The Message-ID (without brackets) of a mail of ours: `id` is a UUID. */
export function ourMessageId(id: string, domain: string): string {
  return `redress.${id}@${domain}`
}

export function isOurMessageId(messageId: string): boolean {
  return ourId.test(messageId)
}
