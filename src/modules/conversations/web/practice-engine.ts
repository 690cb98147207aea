import type { ToneVerdict } from '#modules/tone/contract/check.ts'
import type { HouseRules } from '#modules/tone/contract/rules.ts'
import { checkTone } from '#modules/tone/rules/check-tone.ts'
import { shippedLayer } from '#modules/tone/rules/learned/shipped-layer.ts'
import { readMessage } from '#modules/triage/rules/read-message.ts'
import type { Language } from '#platform/endpoint.ts'
import samples from '../rules/practice-samples.json' with { type: 'json' }
import type { PracticeSample } from './practice-sample.ts'

/** The sample complaints, those in the reader's language first. */
export const samplesFor = (language: Language): PracticeSample[] =>
  // the file is written in this shape, and its test holds it there
  (samples as PracticeSample[]).toSorted((one, other) => Number(other.language === language) - Number(one.language === language))

interface Practised {
  sample: PracticeSample
  reader: Language
  house: HouseRules | null
  letter: 'message' | 'acknowledgement'
}

/** Judges an answer to a sample with the same checker as a reply: here in the browser, recorded nowhere. */
export async function judgePractice(text: string, { sample, reader, house, letter }: Practised): Promise<ToneVerdict> {
  const learned = await shippedLayer()
  const now = Temporal.Now.instant()
  const { issues } = readMessage({ text: sample.text, channel: sample.channel, now })
  const facts = {
    issues: issues.map(({ start, end }) => sample.text.slice(start, end)),
    ...(sample.customer !== null && { names: { customer: sample.customer } }),
  }
  const zone = Temporal.Now.timeZoneId()
  const today = now.toZonedDateTimeISO(zone).toPlainDate().toString()
  return checkTone(text, { language: sample.language, letter, facts, quoted: sample.text, house, reader, learned, zone, today })
}
