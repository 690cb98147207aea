import type { Selectable } from 'kysely'
import { type ComplaintRecord, complaintFor, may } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { type NamedActor, nameActors } from '#modules/people/index.ts'
import { isStaff } from '#platform/actor.ts'
import type {
  ProcedureFindings,
  ProcedurePoints,
  ProcedureStages,
  ProcedureSummaries,
  ProcedureTriggers,
} from '#platform/database.types.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { maySettle } from '../access.ts'
import type { Enquiry, Finding, IntakeStage, NotedPoint, Summary, Trigger } from '../contract/enquiry.ts'
import { languageOf, presentCauses } from './find-causes.ts'
import { checklistOf, filledPoints } from './find-checklist.ts'
import { filesOf, findFindings } from './find-findings.ts'
import { findPoints } from './find-points.ts'
import type { ListedPoint } from './rules/checklist.ts'

/** What is known, asked and verified on a complaint. For colleagues: no link of a customer reads it. */
export async function readEnquiry(work: Work, complaintId: Id): Promise<Enquiry> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  return presentEnquiry(work, complaint)
}

export async function presentEnquiry(work: Work, complaint: ComplaintRecord): Promise<Enquiry> {
  const [rows, list] = await Promise.all([findRows(work, complaint.id), checklistOf(work, complaint)])
  const [filled, files, named, causes] = await Promise.all([
    filledPoints(work, complaint, list),
    filesOf(
      work,
      complaint.id,
      rows.findings.flatMap(({ attachment_id }) => attachment_id ?? []),
    ),
    nameActors(work, actorsIn(rows)),
    presentCauses(work, complaint),
  ])
  const works = may(work.actor, complaint).edit && maySettle(work.actor)
  const showing: Showing = { work, complaint, named, works, files }
  const points = presentPoints(showing, { list, filled, noted: rows.points })
  return {
    points,
    open: points.filter(({ needed, status }) => needed && (status === null || status === 'asked')).length,
    summaries: rows.summaries.map((row) => presentSummary(row, showing)),
    findings: rows.findings.map((row) => presentFinding(row, showing)),
    causes,
    triggers: rows.triggers.map((row) => presentTrigger(row, showing)),
    stages: rows.stages.map((row) => presentStage(row, showing)),
    may: { work: works, mail: works && may(work.actor, complaint).reply },
  }
}

interface Rows {
  points: Selectable<ProcedurePoints>[]
  summaries: Selectable<ProcedureSummaries>[]
  findings: Selectable<ProcedureFindings>[]
  triggers: Selectable<ProcedureTriggers>[]
  stages: Selectable<ProcedureStages>[]
}

async function findRows(work: Work, id: Id): Promise<Rows> {
  const [points, findings, summaries, triggers, stages] = await Promise.all([
    findPoints(work, id),
    findFindings(work, id),
    work.db.selectFrom('procedure_summaries').selectAll().where('complaint_id', '=', id).orderBy('id', 'desc').limit(50).execute(),
    work.db.selectFrom('procedure_triggers').selectAll().where('complaint_id', '=', id).orderBy('set_at').orderBy('code').execute(),
    work.db.selectFrom('procedure_stages').selectAll().where('complaint_id', '=', id).orderBy('began_at').limit(100).execute(),
  ])
  return { points, findings, summaries, triggers, stages }
}

const actorsIn = ({ points, summaries, findings, triggers, stages }: Rows): string[] => [
  ...points.map(({ noted_by }) => noted_by),
  ...summaries.flatMap(({ asked_by, answered_by }) => [asked_by, answered_by ?? '']),
  ...findings.map(({ logged_by }) => logged_by),
  ...triggers.map(({ set_by }) => set_by),
  ...stages.map(({ held_by }) => held_by),
]

interface Showing {
  work: Work
  complaint: ComplaintRecord
  named: (written: string) => NamedActor
  works: boolean
  files: ReadonlyMap<Id, string>
}

const maskedIn = ({ order_numbers }: ComplaintRecord, words: string | null): string | null =>
  words === null ? null : maskNumbers(words, order_numbers)

interface Points {
  list: readonly ListedPoint[]
  filled: ReadonlyMap<string, string>
  noted: Rows['points']
}

/** The list in its order; then what was noted under a list that the complaint no longer has. */
function presentPoints(showing: Showing, { list, filled, noted }: Points): NotedPoint[] {
  const reader = languageOf(showing.work.actor)
  const spoken = showing.complaint.language as Language // the column's check constraint holds the same codes
  const listed = list.map((point): NotedPoint => {
    const { code, kind, needed } = point
    const words = { name: point.names[reader], question: point.questions[spoken], purpose: point.purpose[reader] || null }
    const row = noted.find((one) => one.point === code)
    return { code, kind, needed, ...words, ...standingOf(row, filled.get(code), showing) }
  })
  const others = noted.filter(({ point }) => !list.some(({ code }) => code === point))
  const plain = { question: null, purpose: null, kind: 'text', needed: false } as const
  return [...listed, ...others.map((row) => ({ code: row.point, name: row.point, ...plain, ...standingOf(row, undefined, showing) }))]
}

type Standing = Pick<NotedPoint, 'status' | 'value' | 'source' | 'reason' | 'by' | 'at'>
const unknown: Standing = { status: null, value: null, source: null, reason: null, by: null, at: null }

/** What somebody noted as known counts; else what the record says; else what was noted at all. */
function standingOf(row: Rows['points'][number] | undefined, filled: string | undefined, { complaint, named }: Showing): Standing {
  if (filled !== undefined && row?.status !== 'known')
    return { ...unknown, status: 'known', value: maskedIn(complaint, filled), source: 'record' }
  if (!row) return unknown
  return {
    // these columns are held to the contract's codes by check constraints
    status: row.status as Standing['status'],
    source: row.source as Standing['source'],
    value: maskedIn(complaint, row.value),
    reason: maskedIn(complaint, row.reason),
    by: named(row.noted_by),
    at: row.noted_at.toString(),
  }
}

function presentSummary(row: Rows['summaries'][number], { complaint, named, works }: Showing): Summary {
  return {
    id: row.id,
    text: maskNumbers(row.text, complaint.order_numbers),
    // these columns are held to the contract's codes by check constraints
    language: row.language as Language,
    way: row.way as Summary['way'],
    answer: row.answer as Summary['answer'],
    message: row.message_id,
    asked_at: row.asked_at.toString(),
    asked_by: named(row.asked_by),
    correction: maskedIn(complaint, row.correction),
    answered_at: row.answered_at?.toString() ?? null,
    answered_by: row.answered_by === null ? null : named(row.answered_by),
    may: { answer: works && row.answer === null },
  }
}

function presentFinding(row: Rows['findings'][number], { complaint, named, files }: Showing): Finding {
  const file = row.attachment_id === null ? undefined : files.get(row.attachment_id)
  return {
    id: row.id,
    issue: row.issue_id,
    claim: maskNumbers(row.claim, complaint.order_numbers),
    // these columns are held to the contract's codes by check constraints
    source: row.source as Finding['source'],
    result: row.result as Finding['result'],
    note: maskedIn(complaint, row.note),
    message: row.message_id,
    attachment: row.attachment_id !== null && file !== undefined ? { id: row.attachment_id, name: file } : null,
    by: named(row.logged_by),
    at: row.logged_at.toString(),
  }
}

const presentTrigger = ({ code, set_by, set_at }: Rows['triggers'][number], { named }: Showing): Enquiry['triggers'][number] => ({
  trigger: code as Trigger, // the column's check constraint holds the same codes
  by: named(set_by),
  at: set_at.toString(),
})

const presentStage = ({ stage, held_by, began_at, ended_at }: Rows['stages'][number], { named }: Showing): Enquiry['stages'][number] => ({
  stage: stage as IntakeStage, // the column's check constraint holds the same codes
  by: named(held_by),
  began_at: began_at.toString(),
  ended_at: ended_at?.toString() ?? null,
})
