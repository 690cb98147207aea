import { type Found, found, need } from './evidence.ts'
import { type History, named, ofMessage, saidWith, text } from './history.ts'
import type { Seen } from './seen.ts'

/** Step 5: a message of a person names what it meant for them. The first one is what quality looks at; a later one still says it. */
export const empathised = ({ history }: Seen): Found => found([need('empathy', [ofMessage(saidWith(history, 'empathy')[0], 'empathy')])])

/** Step 6: thanked for telling us, for raising it, or for their patience; one of them is enough. */
export const thanked = ({ history }: Seen): Found => found([need('thanks', [ofMessage(saidWith(history, 'thanks')[0], 'thanks')])])

/**
 * Step 7: always sorry for what they went through; for our fault too, once an issue is decided in the customer's favour. An apology for
 * fault counts only where a cause is set or that decision makes the fault plain: until then it says more than we know.
 */
export function apologised({ history }: Seen): Found {
  const known = faultKnown(history)
  const [experience] = saidWith(history, 'apology:experience', 'apology')
  const [fault] = saidWith(history, 'apology:fault')
  const owned = known ? ofMessage(fault, 'apology_fault') : null
  const needs = [need(fault && !known && !experience ? 'apology_too_early' : 'apology', [ofMessage(experience, 'apology') ?? owned])]
  if (upheld(history)) needs.push(need('apology_fault', [owned]))
  const early = !known && fault ? ofMessage(fault, 'apology_early') : null
  return found(needs, early ? [early] : [])
}

/** A cause is set for some issue, or one was decided in the customer's favour. */
const faultKnown = (history: History): boolean => causeSet(history) || upheld(history)

function causeSet(history: History): boolean {
  const causes = new Map(named(history, 'cause.set').map(({ data }) => [text(data['issue']), text(data['cause'])]))
  return [...causes.values()].some((cause) => cause !== null && cause !== 'unknown')
}

const inFavour = ['upheld', 'partly_upheld']

/** The last decision on some issue is in the customer's favour. */
function upheld(history: History): boolean {
  const decided = new Map(named(history, 'issue.decided').map(({ data }) => [text(data['issue']), String(data['outcome'])]))
  return [...decided.values()].some((outcome) => inFavour.includes(outcome))
}
