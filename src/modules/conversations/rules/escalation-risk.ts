import type { RiskPart } from '../contract/coaching.ts'

/** What the desk knows of a complaint; null where nothing can say it yet. */
export interface RiskSigns {
  brokenPromise: boolean | null
  reopened: boolean | null
  contacts: number | null
  /** The part of the deadline that has passed, 0 to 1. */
  deadlineUsed: number | null
  externalBody: boolean | null
  outageOrBilling: boolean | null
  /** 0 to 10. */
  emotion: number | null
}

/** Escalation risk of DOMAIN §3.1, 0 to 100 with its parts: for ordering only. It says nothing about the person and is kept nowhere. */
export function escalationRisk(signs: RiskSigns): { score: number; parts: RiskPart[] } {
  const parts = [
    part('broken_promise', 30, whether(signs.brokenPromise)),
    part('reopened', 15, whether(signs.reopened)),
    part('contacts', 30, signs.contacts === null ? null : Math.min(Math.max(signs.contacts - 1, 0), 3) / 3),
    part('deadline', 15, signs.deadlineUsed === null ? null : whether(signs.deadlineUsed > nearlyUsed)),
    part('external_body', 10, whether(signs.externalBody)),
    part('outage_or_billing', 10, whether(signs.outageOrBilling)),
    part('emotion', 20, signs.emotion === null ? null : Math.min(Math.max(signs.emotion, 0), 10) / 10),
  ]
  const sum = parts.reduce((all, { points }) => all + points, 0)
  return { score: Math.min(sum, 100), parts }
}

const nearlyUsed = 0.75

const whether = (sign: boolean | null): number | null => (sign === null ? null : Number(sign))

const part = (name: RiskPart['part'], most: number, share: number | null): RiskPart => ({
  part: name,
  points: Math.round(most * (share ?? 0)),
  most,
  known: share !== null,
})
