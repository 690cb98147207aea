import { shownIds } from './inline-pictures.ts'
import { type MailAddress, readAddresses } from './mail-addresses.ts'
import { attachmentOf, called, type MailAttachment } from './mail-attachments.ts'
import { type AttachedPart, type MailBody, readBody } from './mail-bodies.ts'
import { readDate } from './mail-dates.ts'
import { decodeField, firstField, type RawHeader } from './mail-headers.ts'
import { idsOf, peopleOf } from './mail-heads.ts'
import { mailLimits } from './mail-limits.ts'
import { readParts } from './mime-parts.ts'
import type { TnefMail } from './tnef/read-tnef.ts'

/** A mail that was attached to a mail, whole. */
export type ForwardedMail = {
  from: MailAddress | null
  to: MailAddress[]
  date: Temporal.Instant | null
  subject: string
  messageId: string | null
  text: string
  attachments: MailAttachment[]
  /** How deeply it lay: 1 in the mail itself, 2 in a forwarded one. */
  depth: number
}

type Budget = { mails: number; bytes: number; faults: string[] }

export type ReadForwarded = { forwarded: ForwardedMail[]; subjects: ReadonlyMap<AttachedPart, string>; faults: string[] }

/** Reads the mails among the files of a mail, and those within them, the outer before the inner. */
export function readForwarded(attached: readonly AttachedPart[], tnefMails: readonly TnefMail[]): ReadForwarded {
  const budget: Budget = { mails: mailLimits.nestedMails, bytes: mailLimits.nestedBytes, faults: [] }
  const subjects = new Map<AttachedPart, string>()
  const forwarded: ForwardedMail[] = []
  for (const part of attached) {
    const found = isMail(part) ? readWithin(part, budget, 1) : []
    forwarded.push(...found)
    if (found[0] !== undefined && found[0].subject !== '') subjects.set(part, found[0].subject)
  }
  return { forwarded: [...forwarded, ...tnefMails.slice(0, budget.mails).map(fromTnef)], subjects, faults: budget.faults }
}

function isMail({ mediaType, name, content }: AttachedPart): boolean {
  if (content.length === 0) return false
  return /^(message\/(rfc822|global|news)|application\/eml)$/.test(mediaType) || /\.eml$/i.test(name ?? '')
}

function readWithin({ content }: AttachedPart, budget: Budget, depth: number): ForwardedMail[] {
  budget.mails -= 1
  budget.bytes -= content.length
  if (budget.mails < 0 || budget.bytes < 0 || depth > mailLimits.nestedDepth) {
    budget.faults.push('too_many_nested_mails')
    return []
  }
  const { root } = readParts(content)
  const body = readBody(root)
  const within = new Map(body.attached.filter(isMail).map((one) => [one, readWithin(one, budget, depth + 1)]))
  const inner = [...within.values()].flat()
  const mail = { ...mailOf(root.headers, body), attachments: filesOf(body, within), depth }
  const saysNothing = mail.from === null && mail.subject === '' && mail.text === '' && mail.attachments.length === 0
  return saysNothing || root.headers.length === 0 ? inner : [mail, ...inner]
}

function filesOf(body: MailBody, within: ReadonlyMap<AttachedPart, readonly ForwardedMail[]>): MailAttachment[] {
  const shown = shownIds(body.html)
  return body.attached.map((one, at) => attachmentOf(called(one, within.get(one)?.[0]?.subject), at, shown))
}

function mailOf(headers: readonly RawHeader[], body: MailBody): Omit<ForwardedMail, 'attachments' | 'depth'> {
  const { from, to } = peopleOf(headers, body.charset)
  const field = (name: string): string => firstField(headers, name) ?? ''
  return {
    from,
    to,
    date: readDate(field('date')),
    subject: decodeField(field('subject'), body.charset),
    messageId: idsOf(field('message-id'))[0] ?? null,
    text: body.text,
  }
}

function fromTnef(tnef: TnefMail): ForwardedMail {
  return {
    from: tnef.from,
    to: readAddresses(tnef.to),
    date: tnef.date,
    subject: tnef.subject ?? '',
    messageId: idsOf(tnef.messageId ?? '')[0] ?? null,
    text: tnef.text ?? '',
    attachments: [],
    depth: 1,
  }
}
