import { type Signals, signals } from './find-signals.ts'
import type { Hit } from './lexicon.ts'
import { emotionOf, livelinessOf, type Mark, marksIn } from './read-emotion.ts'
import type { Kinds } from './read-kind.ts'

export interface Feeling {
  emotion: number
  sentiment: 'negative' | 'neutral' | 'positive'
  orientation: 'result' | 'recognition' | 'both' | 'unknown'
  because: Hit[]
  marks: Mark[]
}

/** How strongly the text speaks, whether of good or bad, and what it is after. About this text, not about the person. */
export function feelingOf(found: Signals, kinds: Kinds): Feeling {
  const marks = marksIn(found)
  const complains = kinds.kind === 'complaint' || kinds.kind === 'incident'
  const emotion = complains ? emotionOf(found, marks) : livelinessOf(found, marks)
  const because = ['anger', 'abuse', 'selfharm', 'threat'].flatMap((group) => signals(found, group)).filter(({ code }) => code !== 'polite')
  return { emotion, sentiment: sentimentOf(kinds), orientation: orientationOf(found, emotion), because, marks }
}

function sentimentOf({ kind, grievance, praise }: Kinds): Feeling['sentiment'] {
  if (kind === 'praise') return 'positive'
  if (kind === 'machine' || kind === 'spam') return 'neutral'
  if (grievance >= 1.5 && grievance >= praise * 0.8) return 'negative'
  if (praise >= 1.5 && praise > grievance) return 'positive'
  return kind === 'complaint' ? 'negative' : 'neutral'
}

const results = new Set(['refund', 'replacement', 'repair', 'price_reduction', 'compensation', 'exit_without_penalty', 'explanation'])
const hearings = new Set(['apology', 'to_be_heard', 'staff_action'])

/** Who asks for a thing, a date or a figure is after a result; who tells what it did to them is after being heard. */
function orientationOf(found: Signals, emotion: number): Feeling['orientation'] {
  const sought = resultIn(found)
  const heard = hearingIn(found)
  if (emotion >= 7) return 'recognition'
  if (emotion >= 5) return strained({ sought, heard, emotion })
  if (emotion >= 3 && suffersIn(found)) return 'both'
  return calm({ sought, heard, emotion }, found)
}

function calm({ sought, heard, emotion }: { sought: number; heard: number; emotion: number }, found: Signals): Feeling['orientation'] {
  if (heard > sought + 0.5) return emotion >= 3 ? 'recognition' : 'both'
  if (heard > 1.2 && sought > 1) return 'both'
  return sought > 0 || found.words.length > 8 ? 'result' : 'unknown'
}

/** Who tells what it does to them at home wants the thing, and to be seen. */
const suffersIn = (found: Signals): boolean => signals(found, 'hardship').length > 0 || signals(found, 'supply', 'essential').length > 0

function resultIn(found: Signals): number {
  const wanted = signals(found, 'want').filter(({ code }) => results.has(code)).length
  return wanted * 1.2 + Math.min(3, signals(found, 'result').length * 0.8)
}

function hearingIn(found: Signals): number {
  const wanted = signals(found, 'want').filter(({ code }) => hearings.has(code)).length
  const treated = signals(found, 'category').some(({ code }) => code === 'staff_conduct' || code === 'discrimination')
  const mourns = signals(found, 'vulnerable', 'bereaved').length > 0
  return wanted * 1.4 + Math.min(2, signals(found, 'anger', 'grief').length) + (mourns ? 2 : 0) + (treated ? 1.2 : 0)
}

function strained({ sought, heard, emotion }: { sought: number; heard: number; emotion: number }): Feeling['orientation'] {
  if (sought < 1.2 || heard > sought) return 'recognition'
  return heard + emotion * 0.3 >= sought ? 'both' : 'result'
}
