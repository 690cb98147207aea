import type { FastifyReply } from 'fastify'

/** `Content-Disposition` for a name in any script (RFC 6266): an ASCII form for old readers, the whole one in UTF-8. */
export function contentDisposition(how: 'attachment' | 'inline', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${how}; filename="${ascii}"; filename*=UTF-8''${whole}`
}

/** What is sent is saved as a file: it is not sniffed, and nobody on the way keeps it. */
export const asDownload = (reply: FastifyReply, { type, name }: { type: string; name: string }): FastifyReply =>
  reply
    .type(type)
    .header('content-disposition', contentDisposition('attachment', name))
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
