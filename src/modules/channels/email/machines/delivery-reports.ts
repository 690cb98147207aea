import { firstField, readHeaders } from '../mime/mail-headers.ts'
import type { MailAttachment, ParsedMail } from '../mime/parse-mail.ts'
import { delayedSubject, delayedText, failedSubject, failedText, machineSender } from './bounce-texts.ts'

export type DeliveryReport = {
  kind: 'failed' | 'delayed' | 'delivered'
  recipients: string[]
  status: string | null
  reason: string | null
}

type Fields = ReadonlyMap<string, string>

const addresses = /[^\s@<>"'()[\],;:]{1,64}@[^\s@<>"'()[\],;:]{1,190}/g
const enhancedStatus = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/

/** What a mail server says about a mail of ours, as RFC 3464 has it or in its own words. Null when no server speaks. */
export function readDeliveryReport(mail: ParsedMail): DeliveryReport | null {
  const formal = mail.attachments.find((attachment) => /^message\/(global-)?delivery-status$/.test(attachment.mediaType))
  if (formal !== undefined && (/^(multipart\/report|message\/(global-)?delivery-status)$/.test(mail.mediaType) || isFromMachine(mail)))
    return formalReport(mail, formal)
  return isFromMachine(mail) ? spokenReport(mail) : null
}

/** The mail that came back, or that an answer belongs to. */
export function originalMessageId(mail: ParsedMail): string | null {
  return (
    returnedMessageId(mail) ??
    /^[ \t>]*Message-ID:\s*<([^<>\s]{3,500})>/im.exec(mail.text)?.[1] ??
    mail.inReplyTo[0] ??
    mail.references.at(-1) ??
    null
  )
}

function returnedMessageId(mail: ParsedMail): string | null {
  for (const attachment of mail.attachments) {
    const raw = Buffer.from(attachment.content)
    const id = idWithin(attachment.mediaType, raw.subarray(0, 65_536))
    if (id !== null) return id
  }
  return null
}

/** A part that is the returned mail, or its headers, or a receipt that names it. */
function idWithin(mediaType: string, raw: Buffer): string | null {
  const receipt = mediaType.endsWith('disposition-notification')
  if (!receipt && !/^(message\/(rfc822|global)(-headers)?|text\/rfc822-headers)$/.test(mediaType)) return null
  const { headers } = readHeaders(raw, { start: 0, limit: raw.length }, () => false)
  const field = receipt
    ? fieldBlocks(raw.toString('latin1'))
        .map((block) => block.get('original-message-id'))
        .find((id) => id !== undefined)
    : firstField(headers, 'message-id')
  return /<?([^<>\s]+@[^<>\s]+)>?/.exec((field ?? '').slice(0, 1_000))?.[1] ?? null
}

function isFromMachine(mail: ParsedMail): boolean {
  const local = mail.from?.address.split('@')[0] ?? ''
  const returnPath = mail.headers.find((header) => header.name === 'return-path')?.value
  const failed = mail.headers.some((header) => header.name === 'x-failed-recipients')
  return machineSender.test(local) || failed || returnPath === '<>' || (mail.from === null && /mailer-daemon/i.test(headerOf(mail, 'from')))
}

function formalReport(mail: ParsedMail, attachment: MailAttachment): DeliveryReport {
  const blocks = fieldBlocks(Buffer.from(attachment.content).toString('utf8'))
  const about = blocks.filter((block) => ['final-recipient', 'original-recipient', 'action'].some((name) => block.has(name)))
  const failed = about.filter((block) => /^fail/i.test(fieldOf(block, 'action')))
  const delayed = about.filter((block) => /^delay/i.test(fieldOf(block, 'action')))
  if (failed.length > 0) return reportOf(mail, 'failed', failed)
  return delayed.length > 0 ? reportOf(mail, 'delayed', delayed) : reportOf(mail, kindByStatus(about, mail), about)
}

function reportOf(mail: ParsedMail, kind: DeliveryReport['kind'], blocks: readonly Fields[]): DeliveryReport {
  const named = unique(blocks.map(recipientOf).filter((address) => address !== null))
  const first = blocks[0] ?? new Map<string, string>()
  const diagnosis = fieldOf(first, 'diagnostic-code').replace(/^\s*[\w-]+\s*;\s*/, '')
  return {
    kind,
    recipients: named.length > 0 ? named : spokenRecipients(mail, mail.text.slice(0, 8_000)),
    status: enhancedStatus.exec(fieldOf(first, 'status'))?.[1] ?? enhancedStatus.exec(mail.text)?.[1] ?? null,
    reason: cut(diagnosis) ?? reasonIn(mail.text),
  }
}

function fieldOf(block: Fields, name: string): string {
  return block.get(name) ?? ''
}

function kindByStatus(blocks: readonly Fields[], mail: ParsedMail): DeliveryReport['kind'] {
  const status = blocks.map((block) => block.get('status') ?? '').join(' ')
  if (/(^|\s)5/.test(status)) return 'failed'
  if (/(^|\s)4/.test(status)) return 'delayed'
  if (blocks.some((block) => /^(delivered|relayed|expanded)/i.test(block.get('action') ?? ''))) return 'delivered'
  return failedSubject.test(mail.subject) || failedText.test(mail.text) ? 'failed' : 'delivered'
}

/** The original address is the one that we wrote to; the final one may be behind a forward. */
function recipientOf(block: Fields): string | null {
  for (const name of ['original-recipient', 'final-recipient', 'x-actual-recipient']) {
    const found = (block.get(name) ?? '').replace(/^\s*[\w-]+\s*;/, '').match(addresses)?.[0]
    if (found !== undefined) return found
  }
  return null
}

function spokenReport(mail: ParsedMail): DeliveryReport | null {
  const words = mail.text.slice(0, 8_000)
  const kind = spokenKind(mail, words)
  if (kind === null || isFromPerson(mail)) return null
  return { kind, recipients: spokenRecipients(mail, words), status: enhancedStatus.exec(words)?.[1] ?? null, reason: reasonIn(words) }
}

function spokenKind(mail: ParsedMail, words: string): 'failed' | 'delayed' | null {
  const failed = failedSubject.test(mail.subject)
  const late = delayedSubject.test(mail.subject) || (delayedText.test(words) && !failed)
  if (late && !/permanent/i.test(words.slice(0, 1_500))) return 'delayed'
  return failed || late || failedText.test(words) || headerOf(mail, 'x-failed-recipients') !== '' ? 'failed' : null
}

/** Some people's mail has an empty return path, too; a bounce is not signed with a name at an ordinary address. */
function isFromPerson(mail: ParsedMail): boolean {
  const local = mail.from?.address.split('@')[0] ?? ''
  return (
    !machineSender.test(local) &&
    headerOf(mail, 'x-failed-recipients') === '' &&
    !failedSubject.test(mail.subject) &&
    !delayedSubject.test(mail.subject)
  )
}

function spokenRecipients(mail: ParsedMail, words: string): string[] {
  const named = headerOf(mail, 'x-failed-recipients').match(addresses) ?? []
  if (named.length > 0) return unique(named)
  const ours = new Set([...mail.to, ...mail.cc, ...(mail.from === null ? [] : [mail.from])].map((address) => address.address.toLowerCase()))
  const above =
    words.split(
      /^.{0,40}(?:original message|message follows|copy of (?:your|the) message|below this line|message headers|received:).*$/im,
    )[0] ?? words
  return unique(
    (above.match(addresses) ?? [])
      .map((address) => address.replace(/\.+$/, ''))
      .filter((address) => !ours.has(address.toLowerCase()) && !/^(mailer-daemon|postmaster|abuse)@/i.test(address)),
  ).slice(0, 20)
}

function reasonIn(text: string): string | null {
  const lines = text.split('\n').slice(0, 200)
  const found =
    lines.find((line) => /(?<!\d)[45]\d\d[ -]#?[45]\.\d+\.\d+/.test(line)) ??
    lines.find((line) => /(?<!\d)5[05]\d[ -]\S|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.test(line)) ??
    lines.find((line) => failedText.test(line))
  return cut(found ?? '')
}

function cut(words: string): string | null {
  const plain = words.replace(/\s+/g, ' ').trim()
  return plain === '' ? null : plain.slice(0, 500)
}

function fieldBlocks(text: string): Fields[] {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
    .slice(0, 200)
  return blocks.map(
    (block) =>
      new Map(
        block.split('\n').flatMap((line): [string, string][] => {
          const field = /^([\w-]+):(.*)$/.exec(line)
          return field?.[1] === undefined ? [] : [[field[1].toLowerCase(), (field[2] ?? '').trim()]]
        }),
      ),
  )
}

function headerOf(mail: ParsedMail, name: string): string {
  return mail.headers.find((header) => header.name === name)?.value ?? ''
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)]
}
