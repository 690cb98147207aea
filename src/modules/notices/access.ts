import type { Grants } from '#platform/actor.ts'

/** Everybody who works here is told; what of it they see is decided by who sees the complaint. */
export const noticesGrants: Grants = {
  'notices.read': ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'],
}
