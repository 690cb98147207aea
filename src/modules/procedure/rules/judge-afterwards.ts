import { isJudged } from '../enquiry/rules/elsewhere.ts'
import { type Evidence, type Found, found, need } from './evidence.ts'
import { type Happened, type History, inRound, lastNamed, named, ofFact, ofMessage, saidByPeople, text } from './history.ts'
import type { Seen } from './seen.ts'

/** Step 10: no promise is open, and of each that broke the customer heard from us. Without a promise there is none to keep. */
export function keptPromises({ history }: Seen): Found {
  const promises = [...promisesIn(history).values()]
  const open = promises.filter(({ fact }) => ['promise.made', 'promise.reagreed'].includes(fact))
  const broken = promises.filter(({ fact }) => fact === 'promise.broken')
  const untold = broken.filter((fact) => !toldAfter(history, fact))
  const ended = promises.filter((fact) => !open.includes(fact) && !untold.includes(fact))
  const evidence = ended.map((fact) =>
    ofFact(fact, { kind: 'promise', shows: fact.fact.replace('.', '_'), id: text(fact.data['promise']) }),
  )
  const needs = [
    ...(ended.length > 0 ? [need('promises', evidence)] : []),
    ...(open.length > 0 ? [need('promise_open', [], open.length)] : []),
    ...(untold.length > 0 ? [need('promise_broken', [], untold.length)] : []),
  ]
  return found(needs, [], promises.length > 0)
}

const promiseFacts = ['promise.made', 'promise.kept', 'promise.broken', 'promise.released', 'promise.reagreed']

/** What became of each promise last. */
const promisesIn = (history: History): Map<string, Happened> =>
  new Map(named(history, ...promiseFacts).map((fact) => [text(fact.data['promise']) ?? '', fact]))

const toldAfter = (history: History, { seq }: Happened): boolean =>
  saidByPeople(history).some(({ sent }) => sent !== null && sent.seq > seq)

const closingLetters = ['closing', 'summary', 'final_upheld', 'final_not_upheld']

/** Step 11: asked what they think of it after it was resolved, and thanked again. */
export function askedForFeedback({ history }: Seen): Found {
  const asked = named(history, 'survey.asked', 'survey.answered')
    .filter(inRound(history))
    .filter((fact) => arrived(history, fact))
  const resolved = lastNamed(history, 'complaint.resolved')
  const thanks = saidByPeople(history).findLast(
    ({ cues, letter, sent }) =>
      cues.includes('thanks') &&
      sent !== null &&
      inRound(history)(sent) &&
      (closingLetters.includes(letter ?? '') || isAfter(sent, resolved)),
  )
  const survey = asked.at(-1)
  const evidence = ofFact(survey, {
    kind: 'survey',
    shows: survey?.fact === 'survey.answered' ? 'survey_answered' : 'survey_asked',
    id: text(survey?.data['survey']),
  })
  return found([need('survey', [evidence]), need('thanks_again', [ofMessage(thanks, 'thanks')])])
}

const isAfter = ({ seq }: Happened, other: Happened | undefined): boolean => other !== undefined && seq > other.seq

/** A survey that came back asked nobody. */
function arrived({ messages }: History, { data }: Happened): boolean {
  const message = messages.find(({ id }) => id === data['message'])
  return message === undefined || message.sent !== null
}

/** Reasons that the customer's situation gives: they hold in every round. The others are found out anew each time. */
const lasting: readonly unknown[] = ['customer_asked_not_to', 'opted_out', 'bereavement', 'safety', 'self_harm', 'threat']

/** The survey was held back for a reason: the step is skipped by that. */
export function surveyHeldBack({ history }: Seen): Happened | undefined {
  const last = named(history, 'survey.suppressed', 'survey.allowed').findLast(
    (fact) => fact.fact === 'survey.allowed' || lasting.includes(fact.data['reason']) || inRound(history)(fact),
  )
  return last?.fact === 'survey.suppressed' ? last : undefined
}

/** Step 12: the cause of each issue is known, or why it is not. */
export function lookedAtQuality({ history }: Seen): Found {
  const outcomes = new Map(named(history, 'issue.decided').map(({ data }) => [text(data['issue']), String(data['outcome'])]))
  const issues = named(history, 'issue.added').map(({ data }) => text(data['issue']))
  const judged = issues.filter((issue) => isJudged({ outcome: outcomes.get(issue) ?? null }))
  const causes = new Map(named(history, 'cause.set').map((fact) => [text(fact.data['issue']), fact]))
  const set = judged.filter((issue) => text(causes.get(issue)?.data['cause']) !== null)
  const evidence: (Evidence | null)[] = set.map((issue) => ofFact(causes.get(issue), { kind: 'cause', shows: 'cause', id: issue }))
  const missing = judged.length - set.length
  const needs = [...(set.length > 0 ? [need('causes', evidence)] : []), ...(missing > 0 ? [need('cause', [], missing)] : [])]
  return found(needs, [], judged.length > 0)
}

const always = ['promise.broken', 'complaint.reopened', 'complaint.restricted', 'dispute.opened', 'clock.breached', 'incident.logged']

/** Whether quality control always looks at it (DOMAIN §7.1), as far as the facts tell: then no sampling plan leaves it out. */
export const isAlwaysReviewed = ({ history }: Seen): boolean =>
  named(history, ...always).length > 0 || named(history, 'issue.decided').some(({ data }) => data['outcome'] === 'no_reply')
