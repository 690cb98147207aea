/** What a check found: nothing, or sentences that say where and what; `note` is one short remark for the line of its name. */
export interface Verdict {
  faults: string[]
  note?: string
}

/** Looks at the tree under `root` and says what is wrong with it. */
export type Check = (root: string) => Promise<Verdict>
