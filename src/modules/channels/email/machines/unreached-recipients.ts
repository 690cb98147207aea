import type { ParsedMail } from '../mime/parse-mail.ts'
import { returnedTo, wordsAboveReturned } from './returned-mail.ts'

const address = /[^\s@<>"'()[\],;:=/|\\*：，。；、（）「」“”‘’]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,188}[\p{L}\p{N}])?/gu

/** Lines that name somebody else: who sent it, who can help, which mail it was. */
const otherLine =
  /^[\s>|]*(?:from|sender|reply-to|return-path|message-id|references|in-reply-to|mail from|cc|x-[\w-]+|von|de|από|αποστολέας)\s*:|message-id|mail from:|(?:please|further|kindly|you (?:may|can|should)) (?:contact|forward|write|reply|send|ask|report|mail)|(?:contact|reply to|write to|mail) (?:the |your |our )?(?:postmaster|administrator|<)|for (?:help|assistance|more|further)/i
const otherMailbox = /^(mailer-daemon|postmaster|abuse|hostmaster|mail-?admin|root)@/i
const beforeOther = /(?:\b(?:from|by|sender|via|as)|von|από)[\s:<"'(]*$/iu
/** A line that is an address, perhaps with a word before it and what happened after it. */
const ownLine =
  /^[\s>*•|·-]*(?:(?:[\p{L}() -]{0,40}(?:to|recipients?|address|user|mailbox|rcpt to|receiver|für|an|προς|para|à|παραλήπτης|destinatario|收件人|收件者|宛先|받는 ?사람|수신자)[\p{L}() -]{0,20}[:;：]?)|[\p{L}., '"-]{1,60}(?=[<(]))?[\s<"'([]*(?:mailto:|smtp[:;]|rfc822[:;])?\s*[^\s@<>"'()[\],;:：]{1,64}@[^\s<>"'()，。]{1,190}[>)\]"'\s]*(?:$|[.,:;(-]|\.\.\.)/iu
const most = 20

/** Whom a server did not reach, as far as its words say. */
export function unreachedIn(mail: ParsedMail, words: string, failed: string): string[] {
  const named = failed.match(address) ?? []
  if (named.length > 0) return unique(named)
  const ours = new Set([...mail.to, ...mail.cc, ...(mail.from ? [mail.from] : [])].map((one) => one.address.toLowerCase()))
  const lines = wordsAboveReturned(words).split('\n').slice(0, 200).map(addressesOf)
  const alone = lines.filter(({ line }) => ownLine.test(line))
  for (const group of [alone, lines]) {
    const found = unique(group.flatMap(({ found: inLine }) => inLine)).filter((one) => !ours.has(one.toLowerCase()))
    if (found.length > 0) return found.slice(0, most)
  }
  const returned = unique(returnedTo(mail).match(address) ?? [])
  return returned.length > 3 ? [] : returned
}

/** An address field of a status report: its type before it, plus and equals sign perhaps as hexadecimals. */
export function addressIn(field: string): string | null {
  const bare = field.replace(/^\s*[\w-]+\s*;/, '').replace(/\+(2B|3D)/g, (_, code: string) => (code === '2B' ? '+' : '='))
  return bare.match(address)?.[0] ?? null
}

function addressesOf(line: string): { line: string; found: string[] } {
  if (!line.includes('@') || line.length > 2_000 || otherLine.test(line)) return { line, found: [] }
  const found = [...line.matchAll(address)].filter(({ index }) => !beforeOther.test(line.slice(Math.max(0, index - 20), index)))
  return { line, found: found.map(([one]) => one).filter((one) => one.includes('.', one.lastIndexOf('@')) && !otherMailbox.test(one)) }
}

function unique(list: readonly string[]): string[] {
  return [...new Map(list.map((one) => [one.toLowerCase(), one])).values()]
}
