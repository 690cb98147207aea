/** Who may waive what stands in the way of closing (DOMAIN §1.5). What is not listed here, and what nobody may waive, is done or stays. */
const waivedBy = {
  B2: 'supervisor',
  B4: 'finance',
  B5: 'supervisor',
  B6: 'compliance',
  B7: 'agent',
  B8: 'supervisor',
  B10: 'manager',
  B12: 'supervisor',
} as const
type Waiver = (typeof waivedBy)[keyof typeof waivedBy]

const rolesOf: Record<Waiver, readonly string[]> = {
  agent: ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'],
  supervisor: ['supervisor', 'manager'],
  manager: ['manager'],
  finance: [],
  compliance: [],
}

/** Whose word waives a gate: a role, a duty, or nobody's. */
export const waiverOf = (gate: string): Waiver | 'nobody' => (waivedBy as Record<string, Waiver>)[gate] ?? 'nobody'

/** Steps of the procedure that are still open: skipped there, with a reason, never waived here. */
export const isStep = (gate: string): boolean => /^S\d{1,2}$/.test(gate)

export function waives(gate: string, { role, duties }: { role: string; duties: readonly string[] }): boolean {
  const by = waiverOf(gate)
  if (by === 'nobody') return false
  return rolesOf[by].includes(role) || duties.includes(by)
}

/** A reason written down by who may, instead of the thing itself. */
export interface Waived {
  gate: string
  reason: string
  /** Hexadecimal. The fact holds the seal over the reason. */
  salt: string
  by: string
  at: string
}

/** What still stands in the way when these waivers count. */
export function stillMissing<Each extends { gate: string }>(missing: readonly Each[], waivers: readonly { gate: string }[]): Each[] {
  const waived = new Set(waivers.map(({ gate }) => gate))
  return missing.filter(({ gate }) => !waived.has(gate))
}
