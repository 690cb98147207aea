import type { MailPart } from './mime-parts.ts'
import { readPkcs7 } from './signed-data.ts'

/** How a mail is protected. It is kept whole as it came; nothing of it is verified or decrypted here. */
export type MailProtection = 'pgp_encrypted' | 'pgp_signed' | 'smime_encrypted' | 'smime_signed'

const armoured = /^-----BEGIN PGP (SIGNED )?MESSAGE-----[ \t]*$/m
const pkcs7 = /^application\/(x-)?pkcs7-mime$/

/** What the parts say of their protection, the outermost first, else what stands in the text. */
export function protectionOf(root: MailPart, text: string): MailProtection | null {
  return partProtection(root) ?? textProtection(text)
}

/** Whether a part is a PKCS #7 container, by its type or by its name. */
export function isPkcs7(part: MailPart): boolean {
  if (pkcs7.test(part.mediaType)) return true
  const name = part.type.params.get('name') ?? part.disposition.params.get('filename') ?? ''
  return part.mediaType === 'application/octet-stream' && /\.p7m$/i.test(name)
}

function partProtection(part: MailPart): MailProtection | null {
  const protocol = (part.type.params.get('protocol') ?? '').toLowerCase()
  if (part.mediaType === 'multipart/encrypted') return 'pgp_encrypted'
  if (part.mediaType === 'multipart/signed') return isPgpSigned(part, protocol) ? 'pgp_signed' : 'smime_signed'
  if (part.children.length === 0) return isPkcs7(part) ? containerProtection(part) : null
  for (const child of part.children) {
    const found = partProtection(child)
    if (found !== null) return found
  }
  return null
}

function isPgpSigned(part: MailPart, protocol: string): boolean {
  return protocol.includes('pgp') || part.children.some((child) => child.mediaType === 'application/pgp-signature')
}

function containerProtection(part: MailPart): MailProtection | null {
  const declared = (part.type.params.get('smime-type') ?? '').toLowerCase()
  if (declared === 'signed-data') return 'smime_signed'
  if (declared === 'enveloped-data' || declared === 'authenveloped-data') return 'smime_encrypted'
  const { kind } = readPkcs7(part.body)
  return kind === 'other' ? null : kind === 'signed' ? 'smime_signed' : 'smime_encrypted'
}

function textProtection(text: string): MailProtection | null {
  if (!text.includes('-----BEGIN PGP ')) return null
  const found = armoured.exec(text)
  if (found === null) return null
  return found[1] === undefined ? 'pgp_encrypted' : 'pgp_signed'
}
