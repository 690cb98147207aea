interface Rule {
  /** Whether it is mailed, and pushed, where nobody chose. */
  mail: boolean
  push: boolean
  /** May be told in quiet hours, where somebody allows that. */
  critical?: boolean
}

/** What somebody is told of, in the order in which the choices stand. */
export const kindRules = {
  assigned: { mail: true, push: true },
  mentioned: { mail: true, push: true },
  handover_asked: { mail: true, push: true },
  handover_answered: { mail: false, push: true },
  answered: { mail: false, push: true },
  bounced: { mail: true, push: true },
  task_given: { mail: false, push: true },
  task_due: { mail: false, push: true },
  promise_due: { mail: false, push: true },
  promise_broken: { mail: true, push: true, critical: true },
  limit_warned: { mail: false, push: true },
  limit_breached: { mail: true, push: true, critical: true },
  approval_asked: { mail: true, push: true },
  approval_decided: { mail: false, push: true },
  watched: { mail: false, push: false },
} as const satisfies Record<string, Rule>

export type Kind = keyof typeof kindRules
export const kinds = Object.keys(kindRules) as Kind[] // the keys of the object above, no others
export const isKind = (said: string): said is Kind => said in kindRules

const criticalKinds = new Set<string>(Object.entries(kindRules).flatMap(([kind, rule]) => ('critical' in rule ? [kind] : [])))

/** Whether a line may be told in quiet hours: by what happened, or by how urgent its complaint is. */
export const isCritical = ({ kinds: said, urgency }: { kinds: readonly string[]; urgency: string }): boolean =>
  urgency === 'critical' || said.some((kind) => criticalKinds.has(kind))
