import { firstField, readHeaders } from '../mime/mail-headers.ts'
import type { ParsedMail } from '../mime/parse-mail.ts'
import { loopHeader } from './mail-marks.ts'

/** Where a server that says something in its own words begins to quote the mail that it speaks of. */
const quoting =
  /^.{0,60}(?:original (?:message|mail|headers?)(?! (?:was|could|to|has))|(?:message|mail|text|headers?) follows?|(?:copy|text|start|beginning) of (?:your|the|my) (?:returned |original |undelivered )?(?:message|mail)|below (?:this|the next) line|message headers?|returned (?:mail|message) follows|unsent message|undelivered message|αρχικό μήνυμα|mensaje original|ursprüngliche nachricht|message d.origine).{0,60}$|^[ \t>]*(?:received|return-path|mime-version|x-mailer|dkim-signature):/imu
const everyQuoting = new RegExp(quoting, 'gimu')

const longestPart = 65_536
const returnedTypes = /^(message\/(rfc822|global|partial)(-headers)?|text\/(rfc822-headers|rfc822|plain))$/

/** A server's own words, without the mail that it returns. */
export function wordsAboveReturned(words: string): string {
  // Some begin with such a line.
  for (const { index } of words.matchAll(everyQuoting)) if (index > 20) return words.slice(0, index)
  return words
}

/** Whether the mail that it speaks of hangs on it, or stands beneath its words. */
export function returnsMail(mail: ParsedMail): boolean {
  return (
    mail.attachments.some(({ mediaType }) => /^(message\/(rfc822|global)|text\/rfc822)/.test(mediaType)) ||
    quoting.test(mail.text.slice(0, 20_000))
  )
}

/** Whether it brings the mail as a server saw it: a person who quotes one has no such fields. */
export function bringsHeaders(mail: ParsedMail): boolean {
  if (mail.attachments.some(({ mediaType }) => /^(message\/(rfc822|global)|text\/rfc822)/.test(mediaType))) return true
  return /^[ \t>]*(?:received|message-id|return-path|mime-version|dkim-signature):/im.test(mail.text.slice(0, 20_000))
}

/** A mail of ours that a report is about, or that an answer answers: by the mark that we put on it, by its Message-ID, by what the answer names. */
export function originalMessageId(mail: ParsedMail): string | null {
  return (
    returnedField(mail, [loopHeader.toLowerCase(), 'message-id']) ??
    new RegExp(`^[ \\t>]*${loopHeader}:\\s*<?([^<>\\s]{3,500})`, 'im').exec(mail.text)?.[1] ??
    /^[ \t>]*Message-ID:\s*<([^<>\s]{3,500})>/im.exec(mail.text)?.[1] ??
    mail.inReplyTo[0] ??
    mail.references.at(-1) ??
    null
  )
}

/** Whom the returned mail was for. */
export function returnedTo(mail: ParsedMail): string {
  const [attached] = returnedHeads(mail)
  if (attached) return [firstField(attached, 'x-original-to'), firstField(attached, 'to')].find((field) => field?.includes('@')) ?? ''
  return /^[ \t>]*To:(.{3,500})$/im.exec(mail.text.slice(0, 20_000))?.[1] ?? ''
}

/** What the returned mail was called. */
export function returnedSubject(mail: ParsedMail): string {
  const [attached] = returnedHeads(mail)
  return (attached && firstField(attached, 'subject')) ?? ''
}

function returnedField(mail: ParsedMail, names: readonly string[]): string | null {
  const receipt = mail.attachments.find(({ mediaType }) => mediaType.endsWith('disposition-notification'))
  const named = receipt && /^original-message-id:\s*<?([^<>\s]+)/im.exec(Buffer.from(receipt.content).toString('latin1'))?.[1]
  if (named) return named
  for (const head of returnedHeads(mail)) {
    for (const name of names) {
      const id = /<?([^<>\s]+@[^<>\s]+)>?/.exec((firstField(head, name) ?? '').slice(0, 1_000))?.[1]
      if (id !== undefined) return id
    }
  }
  return null
}

function returnedHeads(mail: ParsedMail) {
  return mail.attachments
    .filter(({ mediaType }) => returnedTypes.test(mediaType))
    .slice(0, 5)
    .map(({ content, mediaType }) => {
      const raw = Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, longestPart))
      const { headers } = readHeaders(raw, { start: 0, limit: raw.length }, () => false)
      // Any text may begin with a line that has a colon.
      return mediaType === 'text/plain' && headers.length < 3 ? [] : headers
    })
    .filter((headers) => headers.length > 0)
}
