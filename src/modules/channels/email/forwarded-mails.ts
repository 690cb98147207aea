import { looksForwarded } from '#modules/conversations/rules/subject-line.ts'
import type { ParsedMail } from './mime/parse-mail.ts'
import type { NewlyWritten } from './written/strip-quotes.ts'

/** A mail that another one passes on: who wrote it, when, about what. */
export interface PassedOn {
  from: { name: string | null; address: string } | null
  /** An instant, or the words that stand in the text: those name no zone. */
  date: string | null
  subject: string
}

const mostPassedOn = 20

/** The mails that this one passes on: those that hang on it, then those whose head stands in its text. What a server returns in a report is none. */
export function passedOn(mail: ParsedMail, written: NewlyWritten): PassedOn[] {
  if (mail.mediaType === 'multipart/report') return []
  const attached = mail.forwarded.map(({ from, date, subject }) => ({
    from: from && { name: from.name || null, address: from.address },
    date: date?.toString() ?? null,
    subject: subject ?? '',
  }))
  return [...attached, ...inText(mail.subject, written)].slice(0, mostPassedOn)
}

/** An answer carries the head of what it answers, too: only the mail itself or its subject can say that this is passed on. */
function inText(subject: string, { forwarded }: NewlyWritten): PassedOn[] {
  const [first, ...further] = forwarded
  if (!first || !(first.marked || looksForwarded(subject))) return []
  return [first, ...further.filter(({ marked }) => marked)].map(({ from, date, subject: about }) => ({
    from: from?.address ? { name: from.name || null, address: from.address } : null,
    date: date?.slice(0, 100) ?? null,
    subject: about ?? '',
  }))
}
