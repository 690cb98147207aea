import { sql } from 'kysely'
import type { ComplaintRecord } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import { everyCategory } from './contract/templates.ts'
import { checklistOf, pointsOfRecord } from './enquiry/find-checklist.ts'
import { type HandAct, procedureOf, type Step, type Told } from './rules/procedure.ts'
import { firstTemplate, type TemplateStep } from './rules/template.ts'

/** The template that a complaint keeps. */
export interface Kept {
  /** Null: the one of every category. */
  template: string | null
  version: number
  steps: readonly TemplateStep[]
}

export interface FoundProcedure {
  steps: Step[]
  kept: Kept
  told: Told
  acts: HandAct[]
}

/** The steps of a complaint as its record stands now: facts, hand acts and template are read together, then folded. Nothing is written. */
export async function findProcedure(work: Work, complaint: ComplaintRecord): Promise<FoundProcedure> {
  const [facts, acts, { category, ...kept }, points] = await Promise.all([
    findFacts(work, `complaint/${complaint.id}`),
    actsOf(work, complaint.id),
    templateOf(work, complaint),
    checklistOf(work, complaint),
  ])
  const record = {
    category,
    owner: complaint.owner_id,
    reachable: complaint.customer_id !== null,
    named: complaint.customer_id !== null || complaint.anonymous,
    occurred: complaint.occurred_at !== null,
  }
  const needed = points.filter((point) => point.needed)
  const told: Told = { facts, record, checklist: needed.map(({ code }) => code), filled: pointsOfRecord(complaint, needed) }
  return { steps: procedureOf(told, kept.steps, acts), kept, told, acts }
}

/** What people settled by hand and nobody reset. */
async function actsOf(work: Work, complaint: Id): Promise<HandAct[]> {
  const rows = await work.db
    .selectFrom('procedure_acts')
    .select(['step', 'point', 'kind', 'code', 'reason', 'done_by as by', 'done_at as at'])
    .where('complaint_id', '=', complaint)
    .where('reset_at', 'is', null)
    .execute()
  // the column's check holds the same codes
  return rows.map((row) => ({ ...row, kind: row.kind as HandAct['kind'] }))
}

interface Chosen {
  category: string | null
  code: string | null
  number: number | null
  steps: TemplateStep[] | null
}

const deepest = 20

/** That of the complaint's category, else of the nearest one above it that had one when the complaint was entered, else of every category. */
async function templateOf(work: Work, { id, entered_at: entered }: ComplaintRecord): Promise<Kept & { category: string | null }> {
  const { rows } = await sql<Chosen>`with recursive
    own as (select (select category_code from complaints_issues where complaint_id = ${id} order by position limit 1) as code),
    line as (
      select k.code, k.parent_code, 1 as depth from complaints_categories k join own on own.code = k.code
      union all
      select k.code, k.parent_code, line.depth + 1 from line join complaints_categories k on k.code = line.parent_code where line.depth < ${deepest})
    select own.code as category, v.template_code as code, v.number, v.steps from own left join lateral (
      select last.* from (select code, depth from line union all select ${everyCategory}, ${deepest + 1}) t
        cross join lateral (select * from procedure_template_versions p where p.template_code = t.code and p.valid_from <= ${entered}
          order by p.number desc limit 1) last
        where last.steps is not null order by t.depth limit 1) v on true`.execute(work.db)
  const [chosen] = rows
  return {
    category: chosen?.category ?? null,
    template: chosen?.code && chosen.code !== everyCategory ? chosen.code : null,
    version: chosen?.number ?? 0,
    // written only from the contract's own shape
    steps: chosen?.steps ?? firstTemplate,
  }
}
