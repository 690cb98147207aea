import { isOwnMessageId } from '#modules/conversations/rules/threading.ts'
import type { ParsedMail } from '../mime/parse-mail.ts'
import { hasAbsenceTitle, speaksOfAbsence } from './absence-subjects.ts'
import { type DeliveryReport, originalMessageId, readDeliveryReport } from './delivery-reports.ts'
import { loopHeader } from './mail-marks.ts'

/** What kind of mail this is. All false: a person wrote it, as far as anybody can tell. */
export type Sifted = {
  bounce: boolean
  delayed: boolean
  autoReply: boolean
  /** It says that a machine sent it, but it answers nothing: a contact form, perhaps. */
  generated: boolean
  list: boolean
  reportsAbuse: boolean
  readReceipt: boolean
  loop: boolean
  recipients: string[]
  status: string | null
  reason: string | null
  original: { messageId: string | null }
}

/** Tells machines from people. When in doubt it is a person. */
export function siftMail(mail: ParsedMail): Sifted {
  const report = readDeliveryReport(mail)
  const kind = report?.kind ?? null
  const readReceipt = kind === 'delivered' || hasPart(mail, /^message\/(global-)?disposition-notification$/)
  const reportsAbuse = hasPart(mail, /^message\/feedback-report$/)
  const reports = [kind !== null, readReceipt, reportsAbuse].includes(true)
  const autoReply = !reports && isAutoReply(mail)
  return {
    bounce: kind === 'failed',
    delayed: kind === 'delayed',
    autoReply,
    generated: !reports && !autoReply && isGenerated(mail),
    list: isList(mail),
    reportsAbuse,
    readReceipt,
    loop: isLoop(mail),
    ...told(report),
    original: { messageId: [reports, autoReply].includes(true) ? originalMessageId(mail) : null },
  }
}

function told(report: DeliveryReport | null): Pick<Sifted, 'recipients' | 'status' | 'reason'> {
  if (report === null || report.kind === 'delivered') return { recipients: [], status: null, reason: null }
  return { recipients: report.recipients, status: report.status, reason: report.reason }
}

/** By what the sender's server says: no person wrote it, and it answers. By the subject alone only if the mail answers one and speaks as such notes do. */
function isAutoReply(mail: ParsedMail): boolean {
  const declared = valueOf(mail, 'auto-submitted')
  if (/^auto-replied/i.test(declared) || saysAutoReply(mail)) return true
  const answers = mail.inReplyTo.length + mail.references.length > 0 || valueOf(mail, 'return-path') === '<>'
  if (answers && /^auto-generated/i.test(declared)) return true
  return hasAbsenceTitle(mail.subject) && ((answers && speaksOfAbsence(mail.text)) || isSuppressed(mail))
}

function saysAutoReply(mail: ParsedMail): boolean {
  return (
    /^auto[_-]?repl/i.test(valueOf(mail, 'precedence')) ||
    says(mail, /^x-(auto-?(reply|respond|responder|response)|mail-autoreply|autoreply-.*|ms-exchange-inbox-rules-loop)$/)
  )
}

function isSuppressed(mail: ParsedMail): boolean {
  return valueOf(mail, 'x-auto-response-suppress') !== '' || isGenerated(mail)
}

function isGenerated(mail: ParsedMail): boolean {
  const declared = valueOf(mail, 'auto-submitted')
  return (declared !== '' && !/^no(\s|;|$)/i.test(declared)) || /^(bulk|junk)/i.test(valueOf(mail, 'precedence'))
}

function isList(mail: ParsedMail): boolean {
  return says(mail, /^(list-id|list-post|mailing-list|x-mailing-list)$/) || /^list/i.test(valueOf(mail, 'precedence'))
}

function isLoop(mail: ParsedMail): boolean {
  if (says(mail, new RegExp(`^${loopHeader}$`, 'i'))) return true
  return mail.messageId !== null && isOwnMessageId(mail.messageId) && valueOf(mail, 'auto-submitted') !== ''
}

function hasPart(mail: ParsedMail, type: RegExp): boolean {
  return mail.mediaType === 'multipart/report' && mail.attachments.some((attachment) => type.test(attachment.mediaType))
}

function valueOf(mail: ParsedMail, name: string): string {
  return mail.headers.find((header) => header.name === name)?.value ?? ''
}

/** Whether a field stands there and does not say no. */
function says(mail: ParsedMail, name: RegExp): boolean {
  return mail.headers.some((header) => name.test(header.name) && !/^\s*(no|false|0)\s*$/i.test(header.value))
}
