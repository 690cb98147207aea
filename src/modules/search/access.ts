import type { Grants } from '#platform/actor.ts'

export const searchGrants: Grants = {
  'search.use': ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'],
}
