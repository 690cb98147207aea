import { complaintFor } from '#modules/complaints/index.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Followed } from './follow-link.ts'

/** In which language a customer reads their complaint: the one asked for, else its own. */
export async function complaintLanguage(work: Work, { asked, actor }: Followed): Promise<Language> {
  // The column's check constraint holds the same codes.
  return asked ?? ((await complaintFor(work, actor.complaint)).language as Language)
}
