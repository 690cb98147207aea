import { timingSafeEqual } from 'node:crypto'
import { findByNumber } from '#modules/complaints/index.ts'
import { complaintNumber } from '#modules/complaints/rules/number.ts'
import type { Id } from '#platform/endpoint.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'

interface Numbered {
  id: Id
  number: string
}

/** The address of a mailbox that names a complaint: `care+rd2026000123-…@`. Null where the name before the @ would grow too long for mail. */
export function replyAddress(work: Work, mailbox: string, complaint: Numbered): string | null {
  const at = mailbox.lastIndexOf('@')
  const [, year = '', counter = ''] = complaint.number.split('-')
  const local = `${mailbox.slice(0, at)}+rd${year}${counter}-${signature(work, complaint).toString('hex')}`
  return local.length > longestLocal ? null : `${local}${mailbox.slice(at)}`
}

/** The complaints that are named by addresses of ours to which a mail was sent. What we did not sign ourselves names none. */
export async function complaintsAddressed(work: Work, addresses: readonly string[]): Promise<Id[]> {
  const tags = addresses.map((address) => shape.exec(address.trim().toLowerCase())).filter((tag) => tag !== null)
  const found: Id[] = []
  for (const [, year = '', counter = '', signed = ''] of tags.slice(0, mostTags)) {
    const complaint = await findByNumber(work, complaintNumber(Number(year), Number(counter)))
    if (complaint && timingSafeEqual(signature(work, complaint), Buffer.from(signed, 'hex'))) found.push(complaint.id)
  }
  return [...new Set(found)]
}

// RFC 5321: 64 octets before the @.
const longestLocal = 64
const mostTags = 5
const signatureBytes = 10
/** Some servers write the whole address in small letters: nothing in it depends on large ones. */
const shape = /\+rd(\d{4})(\d{6,12})-([0-9a-f]{20})@/

const signature = (work: Work, { id }: { id: Id }): Buffer => toolsOf(work).secrets.sign('reply-address', id).subarray(0, signatureBytes)
