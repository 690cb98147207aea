import type { Selectable } from 'kysely'
import { type ComplaintRecord, complaintForUpdate } from '#modules/complaints/index.ts'
import { writeAutomatic } from '#modules/conversations/index.ts'
import { mintLink, organisationOf } from '#modules/people/index.ts'
import type { SurveysSurveys } from '#platform/database.types.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { newId } from '#platform/id.ts'
import { job, type Steps } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import type { HeldBack } from './contract.ts'
import { type Addressee, findAsking } from './find-held-back.ts'
import { surveyLetter } from './survey-letter.ts'
import { settingsOf } from './survey-settings.ts'

export type SurveyRecord = Selectable<SurveysSurveys>

/** The customer knows the decision: they are asked what they think, by rule and after a while. No colleague chooses whom. */
export async function planSurvey(work: Work, { complaint: id }: Fact<'complaint.resolved'>): Promise<void> {
  const [settings, { resolved_at }] = await Promise.all([settingsOf(work), complaintForUpdate(work, id)])
  const due_at = work.now.add({ hours: settings.delay_hours })
  const planned = await work.db
    .insertInto('surveys_surveys')
    .values({ complaint_id: id, id: newId(), resolved_at: resolved_at ?? work.now, due_at })
    .onConflict((conflict) => conflict.columns(['complaint_id', 'resolved_at']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!planned) return
  const when = settings.delay_hours === 0 ? {} : { at: due_at }
  await work.enqueue(askSurvey, { complaint: id, survey: planned.id }, { ...when, key: `survey/${planned.id}` })
}

type Ended = Fact<'complaint.returned' | 'complaint.reopened' | 'complaint.withdrawn' | 'complaint.merged' | 'complaint.classified'>

/** It was opened again, or ended in another way, before the customer was asked: there is nothing to ask about. */
export const lapseSurvey = (work: Work, { complaint }: Ended): Promise<void> => lapse(work, complaint)

const lapse = async (work: Work, complaint: Id): Promise<void> =>
  void (await work.db
    .updateTable('surveys_surveys')
    .set({ state: 'lapsed', withheld: null })
    .where('complaint_id', '=', complaint)
    .where('state', '=', 'due')
    .execute())

/** Asks, unless there is a reason not to. May run twice: what is not due any more is left alone. */
export const askSurvey = job<{ complaint: Id; survey: Id }>('ask-survey', ({ step }: Steps, { complaint, survey }) =>
  step(async (work) => {
    const record = await complaintForUpdate(work, complaint)
    const due = await work.db
      .selectFrom('surveys_surveys')
      .selectAll()
      .where('complaint_id', '=', complaint)
      .where('id', '=', survey)
      .where('state', '=', 'due')
      .executeTakeFirst()
    if (due) await ask(work, record, due)
  }),
)

const told = ['offered', 'fulfilling', 'follow_up', 'closed']
const again = { hours: 24 }
/** So long it is tried to send one; then it counts as not sendable. */
const longestTry = { hours: 24 * 7 }

async function ask(work: Work, complaint: ComplaintRecord, due: SurveyRecord): Promise<void> {
  const stands = complaint.resolved_at !== null && Temporal.Instant.compare(complaint.resolved_at, due.resolved_at) === 0
  if (!stands || !told.includes(complaint.state)) return lapse(work, complaint.id)
  if (Temporal.Instant.compare(due.due_at, work.now) > 0) return tryAgain(work, due, due.due_at)
  const asking = await findAsking(work, complaint)
  if (asking.heldBack !== null) return suppress(work, due, { reason: asking.heldBack, words: null })
  const [withheld] = await work.allow.missing('notice.write', { complaint: complaint.id, address: asking.to.address })
  if (withheld) return hold(work, due, String(withheld.data?.['why'] ?? withheld.reason))
  await write(work, complaint, { due, to: asking.to })
}

const tryAgain = (work: Work, { complaint_id, id }: SurveyRecord, at: Temporal.Instant): Promise<void> =>
  work.enqueue(askSurvey, { complaint: complaint_id, survey: id }, { at, key: `survey/${id}` })

/** Automatic mail is held back just now: by a budget, or by a stop. It is tried again for some days. */
async function hold(work: Work, due: SurveyRecord, why: string): Promise<void> {
  await work.announce({ fact: 'notice.withheld', complaint: due.complaint_id, reason: why })
  const isOver = Temporal.Instant.compare(due.due_at.add(longestTry), work.now) <= 0
  if (isOver || why === 'machine' || why === 'ours') return suppress(work, due, { reason: 'not_sendable', words: null })
  await change(work, due, { withheld: why })
  await tryAgain(work, due, work.now.add(again))
}

/** Nobody is asked after this resolution, and the record says why. */
export async function suppress(
  work: Work,
  due: SurveyRecord,
  { reason, words }: { reason: HeldBack; words: string | null },
): Promise<void> {
  await change(work, due, { state: 'suppressed', suppressed_at: work.now, suppressed_for: reason, withheld: null })
  await work.announce({ fact: 'survey.suppressed', complaint: due.complaint_id, survey: due.id, reason, words })
}

/** What was held back is due after all: at its own time, or now where that has passed. */
export async function dueAgain(work: Work, held: SurveyRecord): Promise<void> {
  await change(work, held, { state: 'due', suppressed_at: null, suppressed_for: null })
  const when = Temporal.Instant.compare(held.due_at, work.now) > 0 ? { at: held.due_at } : {}
  await work.enqueue(askSurvey, { complaint: held.complaint_id, survey: held.id }, { ...when, key: `survey/${held.id}` })
}

async function write(work: Work, complaint: ComplaintRecord, { due, to }: { due: SurveyRecord; to: Addressee }): Promise<void> {
  const [organisation, { open_days }] = await Promise.all([organisationOf(work), settingsOf(work)])
  const link = await mintLink(work, { complaint: complaint.id, customer: to.customer, use: 'survey', days: open_days })
  const language = complaint.language as Language // the column's check constraint holds the same codes
  const until = work.now.add({ hours: 24 * open_days })
  const letter = surveyLetter({ language, organisation, number: complaint.number, link: `${link.url}/survey`, until })
  const recipients = [{ name: to.name, address: to.address }]
  const message = await writeAutomatic(work, complaint, { kind: 'notice', to: recipients, ...letter, language, mailbox: null })
  const asked = { asked_at: work.now, expires_at: until, message_id: message.id, link_id: link.id, language }
  await change(work, due, { state: 'asked', withheld: null, ...asked })
  await work.announce({ fact: 'survey.asked', complaint: complaint.id, survey: due.id, message: message.id })
}

const change = (work: Work, { complaint_id, id }: SurveyRecord, columns: Partial<SurveyRecord>) =>
  work.db.updateTable('surveys_surveys').set(columns).where('complaint_id', '=', complaint_id).where('id', '=', id).execute()

/** The mail that asked came back, or could not be sent: nobody was asked. */
export async function noteNotDelivered(work: Work, { complaint, message }: Fact<'message.bounced' | 'message.failed'>): Promise<void> {
  const lost = await work.db
    .selectFrom('surveys_surveys')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('message_id', '=', message)
    .where('state', '=', 'asked')
    .executeTakeFirst()
  if (lost) await suppress(work, lost, { reason: 'not_delivered', words: null })
}

/** It was sent again and left after all. */
export async function noteDelivered(work: Work, { complaint, message, by_person }: Fact<'message.sent'>): Promise<void> {
  if (by_person) return
  const found = await work.db
    .updateTable('surveys_surveys')
    .set({ state: 'asked', suppressed_at: null, suppressed_for: null })
    .where('complaint_id', '=', complaint)
    .where('message_id', '=', message)
    .where('suppressed_for', '=', 'not_delivered')
    .returning('id')
    .executeTakeFirst()
  if (found) await work.announce({ fact: 'survey.asked', complaint, survey: found.id, message })
}
