import { type Evidence, type Found, found, need } from './evidence.ts'
import { type Happened, type History, inRound, named, type Outgoing, ofFact, ofMessage, saidByPeople, saidWith, text } from './history.ts'
import type { Seen } from './seen.ts'

/** Step 8: a precise solution was offered, or refused with reasons and with what is still possible. */
export function offered({ history }: Seen): Found {
  const evidence = [...offersIn(history), ...refusalsIn(history), ...decisionsIn(history), agreed(history)].filter((one) => one !== null)
  const said = roundOf(history, saidWith(history, 'solution')).at(-1)
  const beside = evidence.length === 0 ? ofMessage(said, 'solution_said') : null
  return found([need('offer', evidence)], beside ? [beside] : [])
}

/** Step 9: all options were laid out, and the customer chose. Where everything was refused, there is nothing to choose. */
export function discussed({ history }: Seen): Found {
  const offers = offersIn(history)
  const applies = offers.length > 0 || refusalsIn(history).length === 0
  const laidOut = ofMessage(roundOf(history, saidWith(history, 'options')).at(-1), 'options') ?? (offers.length > 1 ? offers.at(-1) : null)
  const chosen = agreed(history) ?? declined(history)
  return found([need('options', [laidOut]), need('choice', [chosen])], [], applies)
}

const lettersIn = (history: History, letter: string): Outgoing[] =>
  roundOf(history, saidByPeople(history)).filter((message) => message.letter === letter)

const roundOf = (history: History, messages: Outgoing[]): Outgoing[] =>
  messages.filter(({ sent, written }) => inRound(history)(sent ?? written))

function offersIn(history: History): Evidence[] {
  const letters = lettersIn(history, 'offer').map((message) => ofMessage(message, 'offer'))
  const remedies = named(history, 'remedy.offered')
    .filter(inRound(history))
    .map((fact) => ofFact(fact, { kind: 'offer', shows: 'offer', id: text(fact.data['remedy']) }))
  return [...letters, ...remedies].filter((one) => one !== null)
}

const shownAs = (history: History, letter: string, shows: string): Evidence[] =>
  lettersIn(history, letter)
    .map((message) => ofMessage(message, shows))
    .filter((one) => one !== null)

const refusalsIn = (history: History): Evidence[] => shownAs(history, 'final_not_upheld', 'refusal')
const decisionsIn = (history: History): Evidence[] => shownAs(history, 'final_upheld', 'decision')

/** What the customer said to an offer last; a decision that needed no answer is none. */
function answerIn(history: History): Happened | undefined {
  const answers = named(history, 'offer.answered', 'complaint.agreed', 'complaint.returned').filter(inRound(history))
  return answers.findLast(({ fact, data }) => {
    if (fact === 'complaint.agreed') return data['answer'] !== null
    return fact === 'offer.answered' || data['why'] === 'refused'
  })
}

const saidYes = ({ fact, data }: Happened): boolean => fact === 'complaint.agreed' || data['said'] === 'accepted'

/** The customer said yes: what was agreed had been offered. */
function agreed(history: History): Evidence | null {
  const answer = answerIn(history)
  return answer && saidYes(answer) ? ofFact(answer, { kind: 'offer', shows: 'agreed' }) : null
}

function declined(history: History): Evidence | null {
  const answer = answerIn(history)
  return answer && !saidYes(answer) ? ofFact(answer, { kind: 'offer', shows: 'declined' }) : null
}
