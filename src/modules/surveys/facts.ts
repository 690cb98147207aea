import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { HeldBack } from './contract.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'survey.asked': OfComplaint & { survey: string; message: string }
    /** `unhappy`: one of the scores is at or below the house's alert score. `words`: the seal over the comment. */
    'survey.answered': OfComplaint & { survey: string; outcome: number; handling: number; unhappy: boolean; words: string | null }
    /** `survey`: the one that would have been due; null where a colleague said it before there was one. */
    'survey.suppressed': OfComplaint & { survey: string | null; reason: HeldBack; words: string | null }
    /** The reason was taken back. `survey`: the one that is due again. */
    'survey.allowed': OfComplaint & { survey: string | null }
    'survey_settings.changed': OfHouse<'surveys'> & { figures: { [figure: string]: number | undefined } }
  }
}
