import type { Letter } from '#modules/tone/contract/check.ts'
import type { Language } from '#platform/endpoint.ts'
import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { Money } from '#platform/money.ts'

/** What is asked before a letter leaves. */
interface Leaving {
  complaint: string
  letter: Letter
  language: Language
  /** Its words, as the customer reads them. */
  text: string
  /** The sums of money that it names. */
  amounts: readonly Money[]
}

declare module '#platform/fact.ts' {
  interface Facts {
    /** `blocks`: which parts it has; `answers`: the issues that it answers; `pdf`: the SHA-256 of what went with it. */
    'letter.written': OfComplaint & {
      message: string
      letter: Letter
      language: Language
      template: number
      blocks: string[]
      answers: string[]
      pdf: string
    }
    'letter_template.written': OfHouse<'letters'> & { letter: Letter; language: Language; number: number }
    'outside_body.changed': OfHouse<'letters'> & { language: Language }
  }
  interface Acts {
    /** Whether what a letter promises and grants is so: dates that somebody keeps, sums that somebody approved. */
    'letter.send': Leaving
  }
}
