import { type Actor, type Grants, holds } from '#platform/actor.ts'

export const auditGrants: Grants = {
  'record.oversee': ['auditor', 'manager'],
  'bundles.export': ['supervisor', 'manager', 'auditor'],
}

/** Whether the caller may take a complaint out of the house as one file. */
export const mayExport = (actor: Actor): boolean => holds(auditGrants, actor, 'bundles.export')
