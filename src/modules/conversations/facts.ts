import type { Letter } from '#modules/tone/contract/check.ts'
import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { CoachStage, Playbook } from './contract/coaching.ts'

declare module '#platform/fact.ts' {
  interface Facts {
    'message.received': OfComplaint & { message: string; channel: string; words: string; automatic: boolean }
    /** `cues`: what its wording says that procedures want said, `thanks`, `apology:fault`, once each. */
    'reply.written': OfComplaint & {
      message: string
      channel: string
      words: string
      by_hand: boolean
      letter: Letter | null
      cues: string[]
      /** When it shall leave; null as soon as possible. */
      send_at: string | null
    }
    'reply.words_kept': OfComplaint & { message: string; rules: string[]; reason: string }
    'acknowledgement.written': OfComplaint & { message: string; words: string }
    'notice.written': OfComplaint & { message: string; words: string }
    /** It left the house. `by_person` is false for what the desk wrote by itself; `letter` is what its writer said it is. */
    'message.sent': OfComplaint & { message: string; by_hand: boolean; letter: Letter | null; by_person: boolean; sent_at: string }
    'message.failed': OfComplaint & { message: string }
    'message.bounced': OfComplaint & { message: string }
    'message.unsure': OfComplaint & { message: string }
    'message.requeued': OfComplaint & { message: string }
    /** `why`: the customer wrote before it left; null where somebody took it back. */
    'message.withdrawn': OfComplaint & { message: string; why: 'answered' | null }
    'message.moved': OfComplaint & { message: string; to: string }
    /** `words`: the seal goes along, so that the text can be checked where it is now; null where its salt is gone. */
    'message.taken_over': OfComplaint & { message: string; from: string; words: string | null }
    'signature.written': OfHouse<'conversations'> & { scope: string; of: string | null }
    'message.recorded': OfComplaint & { message: string; channel: string; words: string }
    'contact.logged': OfComplaint & { message: string; channel: string; direction: string; words: string }
    'attachment.scanned': OfComplaint & { attachment: string; scan: 'clean' | 'infected' }
    'complainant.named': OfComplaint & { customer: string; message: string }
    /** An agent asked the language model for a draft. */
    'draft.asked': OfComplaint & { draft: string; kind: string }
    /** It answered: which model, and the seal over its words. */
    'draft.helped': OfComplaint & { draft: string; kind: string; model: string; words: string }
    'triage.corrected': OfComplaint & { message: string; output: string; value: string | null }
    'stage.set': OfComplaint & { stage: CoachStage }
    /** A playbook was gone through to its end; `stage` where the customer stood then, null where nobody had set it. */
    'playbook.completed': OfComplaint & { playbook: Playbook; stage: CoachStage | null }
    'orientation.set': OfComplaint & { orientation: string }
    'note.written': OfComplaint & { note: string; words: string }
  }
  interface Acts {
    /** Before the desk writes to somebody by itself; asked once, right before it writes: what is asked for is counted. The complaint is locked. */
    'notice.write': { complaint: string; address: string }
    /** Before a person writes to the customer, in a letter or without one: may these words be said? */
    'reply.write': { complaint: string; text: string }
  }
}
