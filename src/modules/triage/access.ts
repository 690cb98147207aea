import type { Grants } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const triageGrants: Grants = {
  'triage.use': [...handlers, 'auditor'],
  'triage.teach': handlers,
  'triage.train': ['supervisor', 'manager', 'administrator'],
}
