import type { OfComplaint } from '#platform/fact.ts'
import type { Why } from './contract.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    /** `words`: the seal over the title of one that somebody wrote. */
    'task.added': OfComplaint & { task: string; why: Why; due: string; owner: string | null; words: string | null }
    /** `words`: the seal over its title, where that was changed. */
    'task.changed': OfComplaint & { task: string; due: string; owner: string | null; fields: string[]; words: string | null }
    'task.done': OfComplaint & { task: string; due: string; why: Why }
    /** `reason`: the seal over the words of who cancelled it; null where the complaint ended. */
    'task.cancelled': OfComplaint & { task: string; due: string; why: Why; reason: string | null }
    'task.overdue': OfComplaint & { task: string; due: string; owner: string | null }
  }
}
