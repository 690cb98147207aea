import type { OfComplaint } from '#platform/fact.ts'

interface OfOffer extends OfComplaint {
  offer: string
}

declare module '#platform/fact.ts' {
  interface Facts {
    'options.offered': OfOffer & { message: string; remedies: string[]; until: string }
    /** `due`: by when all of it is carried out, as the customer read it. */
    'options.chosen': OfOffer & { remedies: string[]; how: string; said_at: string; due: string }
    /** `other`: they want something else instead. `message`: in which they said so, where they wrote. */
    'options.declined': OfOffer & { other: boolean; how: string; said_at: string; message: string | null }
    'options.replaced': OfOffer & { by: string }
  }
}
