import { type Found, found, type Need, need } from './evidence.ts'
import {
  type Happened,
  type History,
  inRound,
  isPerson,
  lastNamed,
  named,
  ofFact,
  ofMessage,
  saidByPeople,
  saidWith,
  text,
} from './history.ts'
import type { Seen } from './seen.ts'

/** Step 1: somebody has it, and the customer knows that it is being handled. */
export function actedQuickly({ history, record }: Seen): Found {
  const [opened] = named(history, 'complaint.opened')
  const live = handledLive(opened)
  const answered = saidByPeople(history)
  const owned = named(history, 'complaint.assigned').findLast(({ data }) => data['owner'] === record.owner)
  const automatic = history.messages.find(({ kind, sent }) => kind === 'automatic' && sent !== null)
  const acknowledged = [automatic, answered[0]].filter((one) => one !== undefined)
  const first = answered.find(({ letter }) => letter !== 'acknowledgement')
  const spoken = live ? ofFact(opened, { kind: 'contact', shows: 'spoken_live' }) : null
  const needs = [
    need('owner', [record.owner === null ? null : ofFact(owned ?? opened, { kind: 'complaint', shows: 'owner' })]),
    // to whom nothing can be said, nothing is owed
    ...(record.reachable || live
      ? [
          need('acknowledgement', [spoken ?? ofMessage(acknowledged[0], 'acknowledged')]),
          need('first_reply', [spoken ?? ofMessage(first, 'first_reply')]),
        ]
      : []),
  ]
  return found(
    needs,
    [ofFact(opened, { kind: 'complaint', shows: 'received' }), ofFact(firstTouch(history), { kind: 'complaint', shows: 'touched' })].filter(
      (one) => one !== null,
    ),
  )
}

const liveChannels = ['phone', 'counter']
const soon = { hours: 1 }

/** Told to a person who wrote it down at once: the first answer was given while they spoke. */
function handledLive(opened: Happened | undefined): boolean {
  const received = text(opened?.data['received_at'])
  if (!opened || !received || !isPerson(opened.actor) || !liveChannels.includes(String(opened.data['channel']))) return false
  return Temporal.Instant.compare(opened.at, Temporal.Instant.from(received).add(soon)) <= 0
}

const touches = ['complaint.assigned', 'reply.written', 'note.written', 'contact.logged']
const firstTouch = ({ facts }: History): Happened | undefined => facts.find(({ fact, actor }) => touches.includes(fact) && isPerson(actor))

/** Step 2: their own words are kept, and they said that we understood them. */
export function listened({ history }: Seen): Found {
  const [opened] = named(history, 'complaint.opened')
  const told = lastNamed(history, 'summary.confirmed', 'summary.corrected')
  const asked = askedBack(history)
  const summary = ofFact(told, { kind: 'summary', shows: 'summary_back', id: text(told?.data['summary']) })
  const beside = [
    told ? null : ofFact(asked, { kind: 'summary', shows: 'summary_asked', id: text(asked?.data['summary']) }),
    ofMessage(saidWith(history, 'clarifying_question').at(-1), 'question'),
    ofFact(named(history, 'issue.added')[1], { kind: 'issue', shows: 'more_issues' }),
    ofFact(lastNamed(history, 'anything_else.asked'), { kind: 'issue', shows: 'anything_else' }),
    ofFact(lastNamed(history, 'playbook.completed'), { kind: 'contact', shows: 'playbook' }),
  ]
  const needs = [
    need('own_words', [ofFact(opened, { kind: 'complaint', shows: 'own_words' })]),
    need(asked && !told ? 'summary_answer' : 'summary_back', [summary]),
  ]
  return found(
    needs,
    beside.filter((one) => one !== null),
  )
}

/** Our summary, unless the mail that holds it has not left, or came back. */
function askedBack(history: History): Happened | undefined {
  return named(history, 'summary.asked').findLast(({ data }) => {
    const message = history.messages.find(({ id }) => id === data['message'])
    return message === undefined || message.sent !== null
  })
}

const settledPoints = ['known', 'not_applicable', 'unavailable']

/** Step 3: every point of the checklist is known, does not apply, or cannot be had; of no checklist, at least one thing was found out. */
export function gathered({ history, checklist, filled }: Seen): Found {
  const points = new Map(named(history, 'point.noted').map((fact) => [text(fact.data['point']) ?? '', fact]))
  const settled = [...points].filter(([, { data }]) => settledPoints.includes(String(data['status'])))
  const byRecord = filled.filter((code) => !settled.some(([known]) => known === code))
  const waiting = [...new Set([...checklist, ...points.keys()])].filter(
    (code) => !filled.includes(code) && !settled.some(([known]) => known === code),
  )
  const findings = named(history, 'finding.logged').map((fact) =>
    ofFact(fact, { kind: 'finding', shows: 'finding', id: text(fact.data['finding']) }),
  )
  const [opened] = named(history, 'complaint.opened')
  const ofRecord = byRecord.map((code) => ofFact(opened, { kind: 'point', shows: 'point_record', id: code }))
  const shown = [...settled.map(([code, fact]) => ofFact(fact, { kind: 'point', shows: 'point', id: code })), ...findings, ...ofRecord]
  const needs: Need[] = [
    need('facts', shown),
    ...(waiting.length > 0 && points.size + checklist.length > 0 ? [need('facts_open', [], waiting.length)] : []),
  ]
  return found(needs)
}

/** Step 4: what about, who, when, what was said, what was done; and how they felt about the outcome, once there is one. */
export function recorded({ history, record }: Seen): Found {
  const [opened] = named(history, 'complaint.opened')
  const edited = (field: string) =>
    named(history, 'complaint.edited', 'issue.edited').findLast(
      ({ data }) => Array.isArray(data['fields']) && data['fields'].includes(field),
    )
  const field = (code: string, filled: boolean, by: Happened | undefined): Need =>
    need(code, [filled ? ofFact(by ?? opened, { kind: 'complaint', shows: code }) : null])
  const told = lastNamed(history, 'complaint.resolved', 'complaint.returned')
  const resolved = told?.fact === 'complaint.resolved' ? told : undefined
  const felt = lastNamed(history, 'feeling.noted', 'survey.answered')
  const needs = [
    field('topic', record.category !== null, edited('category') ?? named(history, 'issue.added')[0]),
    field('person', record.named, edited('customer_id')),
    field('when', record.occurred, edited('occurred_at')),
    need('said', [ofFact(opened, { kind: 'complaint', shows: 'own_words' })]),
    need('done', [doneOf(history)]),
  ]
  // before there is an outcome nobody can feel anything about it
  if (resolved && inRound(history)(resolved))
    needs.push(need('feeling', [felt && inRound(history)(felt) ? ofFact(felt, { kind: 'survey', shows: 'feeling' }) : null]))
  return found(needs)
}

const doings = ['note.written', 'contact.logged', 'issue.decided', 'finding.logged']

function doneOf(history: History) {
  const said = saidByPeople(history)[0]
  if (said) return ofMessage(said, 'done')
  const done = named(history, ...doings).at(-1)
  const own = text(done?.data['note']) ?? text(done?.data['message'])
  return ofFact(done, { kind: done?.fact === 'note.written' ? 'note' : 'complaint', shows: 'done', id: own, item: own })
}
