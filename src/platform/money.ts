import * as z from 'zod/mini'

/** Integer minor units with an ISO 4217 currency: 3990 GBP is £39.90. */
export const Money = z.object({ minor: z.int(), currency: z.string().check(z.regex(/^[A-Z]{3}$/)) })
export type Money = z.output<typeof Money>
