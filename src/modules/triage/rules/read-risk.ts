import { type Signals, signals } from './find-signals.ts'
import type { Hit } from './lexicon.ts'
import type { Kinds } from './read-kind.ts'

export type Urgency = 'critical' | 'high' | 'normal' | 'low'
export type Conduct = 'ok' | 'abusive_language' | 'threat_to_staff' | 'threat_of_review' | 'self_harm_risk'

/** A sign of self-harm stands above all, then a threat to a person; insults and threats of reviews are set apart from the complaint's merits. */
export function conductOf(found: Signals, { kind }: Pick<Kinds, 'kind'>): { conduct: Conduct; because: Hit[] } {
  const person = personThreats(found)
  const insults = signals(found, 'abuse', 'insult')
  const profanity = signals(found, 'abuse', 'profanity').filter(({ weight }) => weight > 1)
  const reviews = reviewThreats(found)
  const harm = signals(found, 'selfharm')
  if (harm.length > 0) return { conduct: 'self_harm_risk', because: harm }
  if (person.length > 0) return { conduct: 'threat_to_staff', because: person }
  if (insults.length > 0 || profanity.length > 0) return { conduct: 'abusive_language', because: [...insults, ...profanity] }
  if (reviews.length > 0 && (kind === 'complaint' || kind === 'enquiry')) return { conduct: 'threat_of_review', because: reviews }
  return { conduct: 'ok', because: [] }
}

/** Threats to a person; "te reviento a negativas" threatens with reviews. */
export function personThreats(found: Signals): Hit[] {
  const reviews = signals(found, 'threat', 'review')
  return signals(found, 'threat', 'person').filter(
    ({ first, last }) => !reviews.some((review) => review.first >= first && review.first <= last + 3),
  )
}

const announced =
  /^(ill|will|gonna|going|unless|otherwise|or|shall|if|θα|αλλιως|διαφορετικα|ειδαλλως|αν|η|o|si|voy|vamos|sino|contrario|ire|tha|alliws|an)$/

/** Only what is announced is a threat: "I will", "or else", "unless". A review that was written is none. */
function reviewThreats(found: Signals): Hit[] {
  return signals(found, 'threat', 'review').filter(({ first, last, sentence }) =>
    found.words
      .slice(Math.max(0, first - 10), last + 1)
      .some(
        (word) => word.sentence === sentence && (announced.test(word.text) || (found.language === 'es' && /[aeird]re$/.test(word.text))),
      ),
  )
}

/** What a day's delay could do to somebody, whatever the tone: critical within the hour, high the same day. */
export function urgencyOf(
  found: Signals,
  { kind, channel }: { kind: Kinds['kind']; channel?: string | undefined },
): { urgency: Urgency; because: Hit[] } {
  const critical = criticalIn(found)
  if (critical.length > 0 && kind !== 'spam' && kind !== 'machine' && kind !== 'praise') return { urgency: 'critical', because: critical }
  const withdrawn = signals(found, 'flag', 'complaint_withdrawn')
  if (kind !== 'complaint' && kind !== 'incident') return { urgency: 'low', because: [] }
  if (withdrawn.length > 0) return { urgency: 'low', because: withdrawn }
  const high = highIn(found, channel)
  return high.length > 0 ? { urgency: 'high', because: high } : { urgency: 'normal', because: [] }
}

function criticalIn(found: Signals): Hit[] {
  const medical = signals(found, 'vulnerable', 'medical')
  const outage = signals(found, 'supply')
  const trouble = [...outage, ...signals(found, 'category').filter(({ weight }) => weight >= 3)]
  return [
    ...signals(found, 'selfharm'),
    ...personThreats(found),
    ...signals(found, 'danger'),
    ...signals(found, 'supply', 'essential'),
    ...signals(found, 'hardship').filter(() => trouble.length > 0),
    ...medical.filter(() => trouble.length > 0),
  ]
}

const standsHere = new Set(['counter', 'in_store'])

function highIn(found: Signals, channel: string | undefined): Hit[] {
  const strong = signals(found, 'repeat', 'strong')
  const loud = [...signals(found, 'anger', 'loud'), ...signals(found, 'anger', 'strong')]
  return [
    ...signals(found, 'legal').filter(({ code }) => code !== 'deadline'),
    ...signals(found, 'vulnerable'),
    // The third time is a failure of ours, whoever counts.
    ...signals(found, 'repeat', 'counted'),
    ...(strong.length > 1 || (strong.length > 0 && signals(found, 'repeat', 'weak').length > 1) ? strong : []),
    // Somebody who stands at the counter and is beside themselves cannot wait for tomorrow.
    ...(standsHere.has(channel ?? '') && loud.length > 0 ? loud : []),
  ]
}
