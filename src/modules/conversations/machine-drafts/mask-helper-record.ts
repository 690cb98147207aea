import { type HelperQuestion, type HelperRecord, helperQuestion } from '../rules/helper-prompt.ts'
import { type KnownPeople, leftOf } from '../rules/personal/mask-personal.ts'

/** A record and whom it knows, as they travel to another thread: moments as text. */
export interface ToMask {
  record: HelperRecord
  known: Omit<KnownPeople, 'received'> & { received: string }
}

export type MaskedQuestion = Pick<HelperQuestion, 'messages' | 'values'> & {
  /** Whether nothing of the record is left that must not leave. */
  clean: boolean
}

/** Masks in a thread of its own: a long correspondence takes part of a second, which no request shall wait for. Called by run-aside. */
export function runHere({ record, known }: ToMask): MaskedQuestion {
  const people = { ...known, received: Temporal.Instant.from(known.received) }
  const { messages, values, sent } = helperQuestion(record, people)
  return { messages, values, clean: leftOf(sent, people).length === 0 }
}
