import type { ParsedMail } from '../mime/parse-mail.ts'
import { type HeaderFields, valueOf } from './mail-senders.ts'

const forward =
  /^\s*(?:\[[^\]]{1,30}\]\s*)?(?:fwd?|fw|wg|tr|rv|enc|i|vs|vb|doorst|пересл|пер|πρθ|转发|轉寄|転送|전달|re|aw|sv|απ|σχετ)\s*:/iu
const readTitle =
  /^(?:not read|read|deleted|opened|return receipt|read receipt|disposition notification|gelesen|ungelesen|gelöscht|lesebestätigung|leído|no leído|leida|eliminado|confirmación de lectura|lu|non lu|supprimé|accusé de (?:lecture|réception)|letto|non letto|conferma di lettura|lida|lido|não lida|recibo de leitura|gelezen|niet gelezen|leesbevestiging|läst|oläst|læst|lest|luettu|przeczytan[oay]|potwierdzenie przeczytania|přečteno|прочтено|прочитано|уведомление о прочтении|okundu|αναγνώστηκε|διαβάστηκε|μη αναγνωσμένο|απόδειξη ανάγνωσης|已读|已讀|已读回执|開封済み|開封確認|읽음)\s*(?::|：|$|-)/iu
const readWords =
  /(?:your (?:message|document|mail)|this is a (?:return|read) receipt|ihre nachricht|su mensaje|el mensaje|votre message|il messaggio|a sua mensagem|uw bericht|το μήνυμά σας|το μήνυμα|ditt meddelande|din besked|twoja wiadomość|ваше сообщение|您的邮件|邮件|メッセージ|메시지)[\s\S]{0,400}(?:was (?:read|opened|displayed|deleted|received by)|has been (?:read|displayed|opened)|wurde .{0,80}(?:gelesen|gelöscht|geöffnet)|(?:fue|ha sido) (?:leído|eliminado|abierto)|a été (?:lu|supprimé|ouvert)|è stato (?:letto|eliminato)|foi (?:lida|excluída|aberta)|is .{0,60}gelezen|διαβάστηκε|αναγνώστηκε|διαγράφηκε|lästes|blev læst|zostala? (?:przeczytan|usunięt)|прочитано|прочтено|已.{0,20}(?:阅读|读)|開封|읽었)/iu

/** A receipt: somebody has read or deleted a mail of ours. */
export function isReadReceipt(mail: ParsedMail, fields: HeaderFields): boolean {
  if (carries(mail, /^message\/(global-)?disposition-notification$/)) return true
  if (/content-classes:mdn/i.test(valueOf(fields, 'content-class')) || /disposition-notification/i.test(reportKind(fields))) return true
  return readTitle.test(mail.subject.slice(0, 100)) && readWords.test(mail.text.slice(0, 1_500))
}

/** Another provider says that one of its customers called a mail of ours spam. */
export function isAbuseReport(mail: ParsedMail, fields: HeaderFields): boolean {
  if (carries(mail, /^message\/feedback-report$/) || /feedback-report/i.test(reportKind(fields))) return true
  return fields.has('x-hmxmroriginalrecipient') || /^complaint about message from \d{1,3}(\.\d{1,3}){3}/i.test(mail.subject)
}

function reportKind(fields: HeaderFields): string {
  const type = valueOf(fields, 'content-type')
  return /^multipart\/report/i.test(type) ? (/report-type\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? '') : ''
}

/** A person who sends such a report on sends its parts along; what a person wrote then is no report. */
function carries(mail: ParsedMail, type: RegExp): boolean {
  if (!mail.attachments.some((attachment) => type.test(attachment.mediaType))) return false
  return mail.mediaType === 'multipart/report' || type.test(mail.mediaType) || !isSentOn(mail)
}

/** By its subject: an answer, or a mail that somebody sends on. */
export const isSentOn = (mail: ParsedMail): boolean => forward.test(mail.subject)
