import type { ParsedMail } from '../mime/parse-mail.ts'

/** The header of a mail by name, the first of each: what the last server wrote stands above what came with the mail. */
export type HeaderFields = ReadonlyMap<string, string>

export function headerFields(mail: ParsedMail): HeaderFields {
  const fields = new Map<string, string>()
  for (const { name, value } of mail.headers) if (!fields.has(name)) fields.set(name, value)
  return fields
}

/**
 * Who seems to write, the surest machine first: a `daemon` by name or by mark; a `postmaster`, who may be a person; `nobody`, an empty return path;
 * a `machine` by its own word; else a `person`. The less sure this is, the more else a bounce has to show.
 */
export type SenderKind = 'daemon' | 'postmaster' | 'nobody' | 'machine' | 'person'

const daemonAddress =
  /^(mailer[-_.]?(daemon|deamon)([-_.+].*)?|mail[-_.]?daemon|mdaemon|maildeliver(y|ysystem)?|mail[-_.]?delivery([-_.](sub)?system|[-_.]service)?|microsoftexchange[0-9a-f]{8,}|delivery[-_.]?(status|notification)s?|ndr|bounce-?notification)$/i
const daemonName =
  /^\W*(mail(er)?[- ]?(delivery|daemon)|mail (delivery|transfer) (sub)?(system|service|agent)|internet mail delivery|mail (sub)?system|microsoft outlook|системы? доставки)/i
const postmasterAddress =
  /^(post-?master|post[-_.]?office|mail[-_.]?(admin|administrator|master|server|router|gateway|system)|mailer|mta|smtp|listmaster|system[-_.]?(administrator|attendant)|uucp)$/i
const postmasterName =
  /^\W*(post-?master|system (administrator|attendant)|mail administrator|internet mail service|mailer|administrador del sistema|διαχειριστής)/i
const machineAddress =
  /^(no[-_.]?reply.*|do[-_.]?not[-_.]?reply.*|(.*[-_.+])?bounces?([-_.+].*)?|daemon|autoreply|auto-?respond(er)?|notification.?)$/i
const daemonMarks = ['x-failed-recipients', 'x-ms-exchange-message-is-ndr', 'x-delivery-status']

export function senderOf(mail: ParsedMail, fields: HeaderFields, hasEmptyEnvelope: boolean): SenderKind {
  const local = localPart(mail, fields)
  const name = mail.from?.name ?? ''
  if (isDaemon(local, fields)) return 'daemon'
  const isPostmaster = postmasterAddress.test(local) || postmasterName.test(name)
  const isFromNobody = hasEmptyEnvelope || isReturnedNowhere(fields) || isUnnamed(mail, fields)
  if (isPostmaster || isFromNobody) return surestOf(name, isPostmaster, isFromNobody)
  return isMachine(local, name, fields) ? 'machine' : 'person'
}

const isMachine = (local: string, name: string, fields: HeaderFields): boolean =>
  declaresItself(fields) || machineAddress.test(local) || daemonName.test(name)

const isDaemon = (local: string, fields: HeaderFields): boolean =>
  daemonAddress.test(local) || daemonMarks.some((mark) => fields.has(mark)) || /content-classes:dsn/i.test(valueOf(fields, 'content-class'))

const isUnnamed = ({ from }: ParsedMail, fields: HeaderFields): boolean =>
  from === null && /^\s*<?\s*>?\s*$|mailer-daemon/i.test(valueOf(fields, 'from'))

/** A postmaster may be a person; with an empty return path no person is. */
function surestOf(name: string, isPostmaster: boolean, isFromNobody: boolean): SenderKind {
  if (daemonName.test(name) || (isPostmaster && isFromNobody)) return 'daemon'
  return isPostmaster ? 'postmaster' : 'nobody'
}

/** An empty return path: what comes back from there goes nowhere, so that nothing runs in circles. */
export const isReturnedNowhere = (fields: HeaderFields): boolean => /^\s*<\s*>/.test(valueOf(fields, 'return-path'))

/** Whether it says which mail it answers. */
export const namesParent = (mail: ParsedMail): boolean => mail.inReplyTo.length + mail.references.length > 0

/** A name that is no address is one, too: `From: Postmaster`. */
function localPart(mail: ParsedMail, fields: HeaderFields): string {
  const address = mail.from?.address ?? valueOf(fields, 'from').replace(/[<>"]/g, '').trim()
  return address.slice(0, address.includes('@') ? address.lastIndexOf('@') : undefined)
}

/** A mail that says itself that no person sent it, or that no machine shall answer it. */
export function declaresItself(fields: HeaderFields): boolean {
  const declared = valueOf(fields, 'auto-submitted')
  if (declared !== '' && !/^no(\s|;|$)/i.test(declared)) return true
  return isBulk(fields) || /(^|[\s,;])all([\s,;]|$)/i.test(valueOf(fields, 'x-auto-response-suppress'))
}

export const isBulk = (fields: HeaderFields): boolean =>
  /^(bulk|junk|auto)/i.test(valueOf(fields, 'precedence')) || /^(bulk|junk|auto)/i.test(valueOf(fields, 'x-precedence'))

export const valueOf = (fields: HeaderFields, name: string): string => fields.get(name) ?? ''
