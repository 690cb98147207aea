/** What kind of thing shows that something was done. */
export const evidenceKinds = [
  'complaint',
  'message',
  'letter',
  'note',
  'contact',
  'issue',
  'summary',
  'point',
  'finding',
  'promise',
  'survey',
  'cause',
  'offer',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** What was seen, by what, when. `item` is where it stands in the complaint's timeline; `shows` is the code of its sentence. */
export interface Evidence {
  kind: EvidenceKind
  id: string
  at: string
  shows: string
  item: string
}

/** Something that a step needs. It is met by what shows it; what nothing shows is missing under this code. */
export interface Need {
  code: string
  evidence: Evidence[]
  /** How many, where the sentence counts. */
  count?: number
}

/** What the record says of one step, before anybody's hand. */
export interface Found {
  needs: Need[]
  /** Seen besides; nothing hangs on it. */
  beside: Evidence[]
  /** Nothing here to do: nothing was promised, nothing was offered. */
  applies: boolean
}

export const found = (needs: Need[], beside: Evidence[] = [], applies = true): Found => ({ needs, beside, applies })
/** The need, met by these or missing. */
export const need = (code: string, evidence: readonly (Evidence | null | undefined)[], count?: number): Need => ({
  code,
  evidence: evidence.filter((one) => one !== null && one !== undefined),
  ...(count !== undefined && { count }),
})
