import { delayedSubject, delayedText, failedSubject, failedText, machineSender } from './bounce-texts.ts'
import { readHeaders } from './mail-headers.ts'
import type { MailAttachment, ParsedMail } from './parse-mail.ts'

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
  for (const attachment of mail.attachments) {
    if (!/^(message\/(rfc822|global)(-headers)?|text\/rfc822-headers)$/.test(attachment.mediaType)) continue
    const raw = Buffer.from(attachment.content)
    const { headers } = readHeaders(raw, { start: 0, limit: Math.min(raw.length, 65_536) }, () => false)
    const id = /<?([^<>\s]+@[^<>\s]+)>?/.exec(headers.find((header) => header.name === 'message-id')?.bytes ?? '')?.[1]
    if (id !== undefined) return id
  }
  const named = mail.attachments.find((attachment) => /disposition-notification$/.test(attachment.mediaType))
  const asked = /^Original-Message-ID:\s*<?([^<>\s]{3,500})/im.exec(Buffer.from(named?.content ?? []).toString('latin1'))?.[1]
  if (asked !== undefined) return asked
  return /^[ \t>]*Message-ID:\s*<([^<>\s]{3,500})>/im.exec(mail.text)?.[1] ?? mail.inReplyTo[0] ?? mail.references.at(-1) ?? null
}

function isFromMachine(mail: ParsedMail): boolean {
  const local = mail.from?.address.split('@')[0] ?? ''
  const returnPath = mail.headers.find((header) => header.name === 'return-path')?.value
  const failed = mail.headers.some((header) => header.name === 'x-failed-recipients')
  return machineSender.test(local) || failed || returnPath === '<>' || (mail.from === null && /mailer-daemon/i.test(headerOf(mail, 'from')))
}

function formalReport(mail: ParsedMail, attachment: MailAttachment): DeliveryReport {
  const blocks = fieldBlocks(Buffer.from(attachment.content).toString('utf8'))
  const about = blocks.filter((block) => block.has('final-recipient') || block.has('original-recipient') || block.has('action'))
  const failed = about.filter((block) => /^fail/i.test(block.get('action') ?? ''))
  const delayed = about.filter((block) => /^delay/i.test(block.get('action') ?? ''))
  const told = failed.length > 0 ? failed : delayed.length > 0 ? delayed : about
  const kind = failed.length > 0 ? 'failed' : delayed.length > 0 ? 'delayed' : kindByStatus(told, mail)
  const first = told[0]
  const named = unique(told.map(recipientOf).filter((address) => address !== null))
  return {
    kind,
    recipients: named.length > 0 ? named : spokenRecipients(mail, mail.text.slice(0, 8_000)),
    status: enhancedStatus.exec(first?.get('status') ?? '')?.[1] ?? enhancedStatus.exec(mail.text)?.[1] ?? null,
    reason: cut((first?.get('diagnostic-code') ?? '').replace(/^\s*[\w-]+\s*;\s*/, '')) ?? reasonIn(mail.text),
  }
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
  const late = delayedSubject.test(mail.subject) || (delayedText.test(words) && !failedSubject.test(mail.subject))
  const kind = late && !/permanent|failed permanently/i.test(words.slice(0, 1_500)) ? 'delayed' : 'failed'
  const certain = failedSubject.test(mail.subject) || failedText.test(words) || late || headerOf(mail, 'x-failed-recipients') !== ''
  if (!certain || isFromPerson(mail)) return null
  return { kind, recipients: spokenRecipients(mail, words), status: enhancedStatus.exec(words)?.[1] ?? null, reason: reasonIn(words) }
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
