import type { MailAttachment, ParsedMail } from '../mime/parse-mail.ts'
import { type HeaderFields, type SenderKind, valueOf } from './mail-senders.ts'
import { bringsHeaders, returnsMail, wordsAboveReturned } from './returned-mail.ts'
import { type SaidOfDelivery, saidByTitle, saidByWords, tellsOfFailure } from './server-words.ts'
import { addressIn, unreachedIn } from './unreached-recipients.ts'

export type DeliveryReport = {
  kind: 'failed' | 'delayed' | 'delivered'
  recipients: string[]
  status: string | null
  reason: string | null
}

type Fields = ReadonlyMap<string, string>

const longestWords = 8_000
const enhancedStatus = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/
const anyCode = /(?<![\d.])(?:[45]\.[0-7]\.\d{1,3}(?![\d.])|(?:4[25]\d|5[05]\d)[ -]\S)/
/** A code that no price and no house number looks like. */
const sureCode = /(?<![\d.])(?:[45]\.[0-7]\.\d{1,3}(?![\d.])|5[05]\d[ -](?=.{0,80}(?:@|smtp|rcpt|recipient|user|mailbox|relay)))/i
const reportType = /^(multipart\/report|message\/(global-)?delivery-status)$/

/** What a mail server says about a mail of ours, as RFC 3464 has it or in its own words. Null when no server speaks. */
export function readDeliveryReport(mail: ParsedMail, fields: HeaderFields, sender: SenderKind): DeliveryReport | null {
  const status = mail.attachments.find((attachment) => /^message\/(global-)?delivery-status$/.test(attachment.mediaType))
  if (status !== undefined && (reportType.test(mail.mediaType) || (sender !== 'person' && saidByTitle(mail.subject) !== null)))
    return formalReport(mail, fields, fieldBlocks(textOf(status)))
  if (sender === 'person') return null
  const words = mail.text.slice(0, longestWords)
  const written = /^(?:final|original)-recipient:/im.test(words) && /^(?:action|status):/im.test(words)
  if (written && isSure(sender, mail, words)) return formalReport(mail, fields, fieldBlocks(words))
  return spokenReport(mail, fields, sender)
}

function formalReport(mail: ParsedMail, header: HeaderFields, all: readonly Fields[]): DeliveryReport {
  const about = all.filter((block) => ['final-recipient', 'original-recipient', 'action'].some((name) => block.has(name)))
  const failed = about.filter((block) => /^["']?fail/i.test(fieldOf(block, 'action')))
  const delayed = about.filter((block) => /^["']?(delay|transient)/i.test(fieldOf(block, 'action')))
  if (failed.length > 0) return reportOf(mail, header, { kind: 'failed', blocks: failed })
  if (delayed.length > 0) return reportOf(mail, header, { kind: 'delayed', blocks: delayed })
  return reportOf(mail, header, { kind: kindByStatus(about, mail), blocks: about })
}

function kindByStatus(blocks: readonly Fields[], mail: ParsedMail): DeliveryReport['kind'] {
  const status = blocks.map((block) => fieldOf(block, 'status')).join(' ')
  if (/(^|\s)5/.test(status)) return 'failed'
  if (/(^|\s)4/.test(status)) return 'delayed'
  if (/(^|\s)2/.test(status) || blocks.some((block) => /^(delivered|relayed|expanded)/i.test(fieldOf(block, 'action')))) return 'delivered'
  return saidByTitle(mail.subject) ?? saidByWords(mail.text.slice(0, longestWords)) ?? 'failed'
}

interface Told {
  kind: DeliveryReport['kind']
  blocks: readonly Fields[]
}

function reportOf(mail: ParsedMail, header: HeaderFields, { kind, blocks }: Told): DeliveryReport {
  const named = [...new Set(blocks.map(recipientOf).filter((address) => address !== null))]
  const first = blocks[0] ?? new Map<string, string>()
  const diagnosis = fieldOf(first, 'diagnostic-code').replace(/^\s*[\w-]+\s*;\s*/, '')
  const words = mail.text.slice(0, longestWords)
  return {
    kind,
    recipients: named.length > 0 ? named : unreachedIn(mail, words, valueOf(header, 'x-failed-recipients')),
    status: statusOf(fieldOf(first, 'status'), diagnosis) ?? statusOf(words, ''),
    reason: cut(diagnosis) ?? reasonIn(words),
  }
}

/** The more exact of the two: many servers write 5.0.0 and then say what it was. */
function statusOf(field: string, diagnosis: string): string | null {
  const [told, said] = [enhancedStatus.exec(field)?.[1], enhancedStatus.exec(diagnosis)?.[1]]
  return (told?.endsWith('.0.0') ? (said ?? told) : (told ?? said)) ?? null
}

/** The original address is the one that we wrote to; the final one may be behind a forward. */
function recipientOf(block: Fields): string | null {
  for (const name of ['original-recipient', 'final-recipient', 'x-actual-recipient', 'remote-recipient']) {
    const found = addressIn(fieldOf(block, name))
    if (found !== null) return found
  }
  return null
}

function spokenReport(mail: ParsedMail, header: HeaderFields, sender: SenderKind): DeliveryReport | null {
  const words = wordsAboveReturned(mail.text.slice(0, longestWords))
  if (!isSure(sender, mail, words)) return null
  const kind = spokenKind(mail, words)
  if (kind === 'delivered') return { kind, recipients: [], status: null, reason: null }
  return {
    kind,
    recipients: unreachedIn(mail, mail.text.slice(0, longestWords), valueOf(header, 'x-failed-recipients')),
    status: statusOf(words, ''),
    reason: reasonIn(words),
  }
}

function spokenKind(mail: ParsedMail, words: string): Exclude<SaidOfDelivery, null> {
  const title = saidByTitle(mail.subject)
  return title ?? saidByWords(words) ?? 'failed'
}

interface Proof {
  title: boolean
  spoken: boolean
  code: boolean
  returned: boolean
  /** What a person's mail does not have by chance: a code of servers, the header of the mail that came back. */
  sure: boolean
}

/** How much a mail has to show, for who it seems to come from, before a server is believed to say it. */
const enough: Record<SenderKind, (proof: Proof) => boolean> = {
  daemon: ({ title, spoken, code, returned }) => title || spoken || (code && returned),
  postmaster: ({ title, spoken, code, returned, sure }) => (title ? spoken || code || returned : spoken && code && returned && sure),
  nobody: ({ title, spoken, sure }) => title && spoken && sure,
  machine: ({ title, spoken, sure }) => title && spoken && sure,
  person: () => false,
}

function isSure(sender: SenderKind, mail: ParsedMail, words: string): boolean {
  const brings = bringsHeaders(mail)
  return enough[sender]({
    title: saidByTitle(mail.subject) !== null,
    spoken: saidByWords(words) !== null,
    code: anyCode.test(words),
    returned: brings || returnsMail(mail),
    sure: brings || sureCode.test(words),
  })
}

function reasonIn(text: string): string | null {
  const lines = text.split('\n', 200)
  const at = [
    lines.findIndex((line) => /(?<!\d)[45]\d\d[ -]#?[45]\.\d+\.\d+/.test(line)),
    lines.findIndex((line) => anyCode.test(line)),
    lines.findIndex(tellsOfFailure),
    lines.findIndex((line) => /[^\s@]@[^\s@]/.test(line)),
  ].find((found) => found >= 0)
  return at === undefined ? null : cut(sentenceFrom(lines, at))
}

/** A server breaks what it says over a few lines. */
function sentenceFrom(lines: readonly string[], at: number): string {
  const rest = lines.slice(at, at + 5)
  const end = rest.findIndex((line) => line.trim() === '')
  return (end < 0 ? rest : rest.slice(0, end)).join(' ')
}

function cut(words: string): string | null {
  const plain = words.replace(/\s+/g, ' ').trim()
  return plain === '' ? null : plain.slice(0, 500)
}

function fieldOf(block: Fields, name: string): string {
  return block.get(name) ?? ''
}

const textOf = ({ content }: MailAttachment): string => Buffer.from(content).toString('utf8', 0, 200_000)

function fieldBlocks(text: string): Fields[] {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .split(/\n\s*\n/)
    .slice(0, 200)
  return blocks.map(
    (block) =>
      new Map(
        block.split('\n').flatMap((line): [string, string][] => {
          const field = /^\s*([\w-]+)\s*:(.*)$/.exec(line)
          return field?.[1] === undefined ? [] : [[field[1].toLowerCase(), (field[2] ?? '').trim()]]
        }),
      ),
  )
}
