import { complaintFor, complaintForUpdate, returnToOpen } from '#modules/complaints/index.ts'
import { useLink } from '#modules/people/index.ts'
import type { Link } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import type { Work } from '#platform/work.ts'
import type { SurveyRecord } from './ask-survey.ts'
import { settingsOf } from './survey-settings.ts'

/** What a survey's link opens. */
export interface OpenedSurvey {
  number: string
  language: Language
  answered: boolean
  /** The answers say that somebody has to look at it again. */
  unhappy: boolean
  /** The customer does not want to be asked any more. */
  optedOut: boolean
}

/** The survey that a link opens; null where there is none. Reads only: mail programs open links by themselves. */
export async function findOpenedSurvey(work: Work, link: Link): Promise<OpenedSurvey | null> {
  const [complaint, survey, optout] = await Promise.all([
    complaintFor(work, link.complaint),
    surveyOf(work, link),
    work.db.selectFrom('surveys_optouts').select('said_at').where('customer_id', '=', link.customer).executeTakeFirst(),
  ])
  if (!survey) return null
  return {
    number: complaint.number,
    language: (survey.language ?? complaint.language) as Language, // held to the same codes by check constraints
    answered: survey.answered_at !== null,
    unhappy: survey.unhappy === true,
    optedOut: optout !== undefined,
  }
}

const surveyOf = (work: Work, { complaint, id }: { complaint: Id; id: Id }): Promise<SurveyRecord | undefined> =>
  work.db.selectFrom('surveys_surveys').selectAll().where('complaint_id', '=', complaint).where('link_id', '=', id).executeTakeFirst()

interface Answers {
  outcome: number
  handling: number
  comment: string | null
}

/** Keeps what the customer thinks, once; what comes after changes nothing. Who is unhappy has an open complaint again. */
export async function answerSurvey(work: Work, link: Link, { outcome, handling, comment }: Answers): Promise<void> {
  const complaint = await complaintForUpdate(work, link.complaint)
  const survey = await surveyOf(work, link)
  if (!survey || !(await useLink(work, link))) return
  const { alert_score } = await settingsOf(work)
  const unhappy = Math.min(outcome, handling) <= alert_score
  const seal = comment === null ? null : sealed(comment)
  await work.db
    .updateTable('surveys_surveys')
    .set({
      state: 'answered',
      answered_at: work.now,
      // It came back, and was answered all the same.
      suppressed_at: null,
      suppressed_for: null,
      outcome,
      handling,
      comment,
      comment_salt: seal?.salt ?? null,
      unhappy,
    })
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', survey.id)
    .execute()
  const said = { survey: survey.id, outcome, handling, unhappy, words: seal?.hash ?? null }
  await work.announce({ fact: 'survey.answered', complaint: complaint.id, ...said })
  if (unhappy) await returnToOpen(work, complaint.id, 'unhappy')
}

/** The customer does not want to be asked, about this complaint or another. Twice is once. */
export async function optOut(work: Work, { customer }: Link): Promise<void> {
  if (customer === null) return
  await work.db
    .insertInto('surveys_optouts')
    .values({ customer_id: customer, said_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
