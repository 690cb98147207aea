import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { longestText, type Reading, type readText } from './contract.ts'
import { modelsInUse } from './find-models.ts'
import { corrected } from './rules/apply-models.ts'
import { shippedBase } from './rules/base/shipped-base.ts'
import { readMessage } from './rules/read-message.ts'
import './refusals.ts'

/** Reads a text by the rules, by what came learned with Redress, and by what the desk has taught. */
export async function readTextNow(work: Work, asked: BodyOf<typeof readText>): Promise<Reading> {
  if (asked.text.length > longestText) throw refuse('triage.too_long', { most: longestText, length: asked.text.length })
  const subject = asked.subject?.slice(0, longestSubject)
  const received = asked.received ? Temporal.Instant.from(asked.received) : null
  const reading = readMessage({ ...asked, subject, received, now: work.now, base: await shippedBase() })
  return corrected(reading, { text: subject ? `${asked.text}\n\n${subject}` : asked.text, models: await modelsInUse(work) })
}

const longestSubject = 1000
