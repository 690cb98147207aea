import type { Grants } from '#platform/actor.ts'

export const toneGrants: Grants = {
  'tone.check': ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'],
  'tone.edit': ['administrator'],
}
