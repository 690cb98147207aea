import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { findingResults, pointStatuses } from './contract/enquiry.ts'
import type { Feeling, IntakeStage, Trigger } from './contract.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    /** `point`: one of the house's own points of the step; null for the step itself. `reason`: the seal over the words. */
    'step.ticked': OfComplaint & { step: number; point: string | null; reason: string | null }
    'step.skipped': OfComplaint & { step: number; code: string | null; reason: string | null }
    'step.reset': OfComplaint & { step: number; point: string | null }
    /** `issue`: the further matter that came up. */
    'anything_else.asked': OfComplaint & { answer: 'yes' | 'no'; issue: string | null }
    /** How the customer felt about the outcome. */
    'feeling.noted': OfComplaint & { feeling: Feeling; words: string | null }
    'procedure.written': OfHouse<'procedure'> & { template: string; number: number }
    'procedure.ended': OfHouse<'procedure'> & { template: string; number: number }
    /** `value`, `reason`: the seals over what was noted. */
    'point.noted': OfComplaint & {
      point: string
      status: (typeof pointStatuses)[number]
      source: string | null
      value: string | null
      reason: string | null
    }
    /** `message`: the mail that asks; null where it was said aloud. `words`: the seal over the summary. */
    'summary.asked': OfComplaint & { summary: string; message: string | null; words: string }
    'summary.confirmed': OfComplaint & { summary: string }
    'summary.corrected': OfComplaint & { summary: string; words: string }
    'finding.logged': OfComplaint & {
      finding: string
      issue: string | null
      source: string
      result: (typeof findingResults)[number]
      claim: string
      words: string | null
    }
    'cause.set': OfComplaint & { issue: string; cause: string; words: string | null }
    /** All that hold now. */
    'trigger.set': OfComplaint & { triggers: Trigger[] }
    /** `stage`: what begins now; null when the last one ended. `before`: what ended, after so many seconds. */
    'intake.advanced': OfComplaint & { stage: IntakeStage | null; before: IntakeStage | null; seconds: number | null }
    'cause_list.changed': OfHouse<'procedure'> & { code: string }
    'checklist.written': OfHouse<'procedure'> & { checklist: string; number: number }
  }
}
