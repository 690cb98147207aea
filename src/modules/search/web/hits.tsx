import type { ReactNode } from 'react'
import type { IconName } from '#workspace/kit/icons.tsx'
import type { Hit } from '../contract.ts'

export const iconOf: Record<Hit['kind'], IconName> = {
  complaint: 'complaints',
  message: 'mail',
  note: 'lock',
  attachment: 'attach',
  customer: 'customer',
}

/** Where a hit leads: what was merged goes on in the other one, whose timeline has it too; a message or a note is brought up there. */
export function hrefOf({ kind, id, complaint, merged_into }: Hit): string {
  if (kind === 'customer') return `/app/customers/${id}`
  const page = `/app/complaints/${(merged_into ?? complaint)?.id ?? id}`
  return kind === 'message' || kind === 'note' ? `${page}#item-${id}` : page
}

/** The number that a hit belongs to, and the one that it goes on under. */
export const numberOf = ({ complaint, merged_into }: Hit): string | undefined =>
  merged_into === null ? complaint?.number : `${complaint?.number} → ${merged_into.number}`

/** Where everything that a question finds is shown. */
export const searchAddress = (q: string, kind?: Hit['kind']): string => `/app/search?${new URLSearchParams({ q, ...(kind && { kind }) })}`

/** The excerpt with what was sought marked in it. */
export function marked({ excerpt, marks }: Pick<Hit, 'excerpt' | 'marks'>): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of marks) {
    if (from < at) continue
    parts.push(excerpt.slice(at, from), <mark key={from}>{excerpt.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, excerpt.slice(at)]
}

/** What a hit is called; where its excerpt says the same, with what was sought marked. */
export const titleOf = (hit: Hit): ReactNode => (hit.excerpt === hit.title ? marked(hit) : hit.title)
