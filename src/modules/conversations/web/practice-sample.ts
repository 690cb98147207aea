import type { Language } from '#platform/endpoint.ts'

/** An invented complaint to practise on. */
export interface PracticeSample {
  code: string
  language: Language
  channel: string
  customer: string | null
  subject: string | null
  text: string
}
