import type { MailAddress } from '../mime/mail-addresses.ts'
import type { ParsedMail } from '../mime/parse-mail.ts'
import { type HeaderFields, headerFields, isBulk, valueOf } from './mail-senders.ts'

const listFields = [
  'list-id',
  'list-post',
  'mailing-list',
  'x-mailing-list',
  'x-beenthere',
  'x-mailman-version',
  'x-google-group-id',
  'x-listname',
]
const naming = ['list-post', 'mailing-list', 'x-mailing-list', 'x-beenthere', 'x-listname']
const listOwner = /^(owner-.+|.+[-_](owner|request|admin|bounces?(\+.*)?|errors)|majordomo|listserv|mailman)$/i
const address = /[^\s@<>"'()[\],;:/]{1,64}@[\p{L}\p{N}][\p{L}\p{N}._-]{1,189}/gu

/** Whether a list hands this mail on to its members. A way to unsubscribe alone makes no list: shops write such mail to one person. */
export function isListMail(mail: ParsedMail, fields: HeaderFields): boolean {
  if (listFields.some((name) => valueOf(fields, name) !== '')) return true
  if (!/^(list|bulk)/i.test(valueOf(fields, 'precedence'))) return false
  const owners = [mail.sender?.address ?? '', valueOf(fields, 'return-path').replace(/[<>\s]/g, '')]
  return owners.some((owner) => listOwner.test(owner.split('@')[0] ?? ''))
}

/** Mail to many that a person may have wanted all the same: it can be unsubscribed from, and says that it went out in bulk. */
export function isNewsletter(fields: HeaderFields): boolean {
  if (valueOf(fields, 'list-unsubscribe') === '') return false
  return (
    isBulk(fields) ||
    /one-click/i.test(valueOf(fields, 'list-unsubscribe-post')) ||
    fields.has('x-campaign') ||
    fields.has('x-mailchimp-campaign-id')
  )
}

/** The addresses of the list that handed a mail on, as it names itself. */
function listAddresses(fields: HeaderFields): string[] {
  const named = naming.flatMap(
    (name) =>
      valueOf(fields, name)
        .replace(/contact .*/i, '')
        .match(address) ?? [],
  )
  return [...new Set(named.map((one) => one.toLowerCase()))]
}

/** `<complaints.desk.example>` is how `complaints@desk.example` is written in the name of a list. */
const dotted = (one: string): string => one.toLowerCase().replace('@', '.')

function isListAddress(fields: HeaderFields, one: string): boolean {
  const id = /<([^<>]+)>\s*$/.exec(valueOf(fields, 'list-id'))?.[1] ?? valueOf(fields, 'list-id')
  return listAddresses(fields).includes(one.toLowerCase()) || id.trim().toLowerCase() === dotted(one)
}

/** Whether the list is one of these addresses: a group of ours that hands on what customers write to it. */
export function isListOf(mail: ParsedMail, addresses: readonly string[]): boolean {
  const fields = headerFields(mail)
  return addresses.some((one) => isListAddress(fields, one))
}

/** Who wrote to a list. Some lists put their own address in place of the writer's, whom they then name elsewhere. */
export function writerBehindList(mail: ParsedMail): MailAddress | null {
  const fields = headerFields(mail)
  const { from } = mail
  if (from && !isListAddress(fields, from.address) && !/\svia\s/i.test(from.name)) return from
  const name = (from?.name ?? '').replace(/\s+via\s.*$/iu, '').replace(/^['"]|['"]$/g, '')
  const writers = [
    named(valueOf(fields, 'x-original-from'), name),
    mail.replyTo.find((one) => !isListAddress(fields, one.address)),
    named(valueOf(fields, 'x-original-sender'), name),
  ]
  const writer = writers.find((one) => one) ?? from
  return writer && { name: writer.name || name, address: writer.address }
}

function named(field: string, name: string): MailAddress | null {
  const found = field.match(address)?.[0]
  return found === undefined
    ? null
    : { name: field.replace(/<.*$/, '').replaceAll(found, '').replace(/["']/g, '').trim() || name, address: found }
}
