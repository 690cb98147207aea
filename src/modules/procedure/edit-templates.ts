import type { Selectable } from 'kysely'
import { nameActors } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { ProcedureTemplateVersions } from '#platform/database.types.ts'
import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { mayEditTemplates } from './access.ts'
import {
  everyCategory,
  type listTemplates as listEndpoint,
  type Template,
  type writeTemplate as writeEndpoint,
} from './contract/templates.ts'
import { firstTemplate, type TemplateStep } from './rules/template.ts'
import './refusals.ts'

type Version = Selectable<ProcedureTemplateVersions>

/** The templates in use, that of every category first. */
export async function listTemplates(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  const rows = await work.db
    .selectFrom('procedure_template_versions as v')
    .innerJoin('procedure_templates as t', (on) => on.onRef('t.code', '=', 'v.template_code').onRef('t.version', '=', 'v.number'))
    .selectAll('v')
    .where('v.steps', 'is not', null)
    .orderBy('v.template_code')
    .execute()
  const presented = await presentAll(work, rows)
  const general = presented.find(({ template }) => template === everyCategory) ?? shipped
  return {
    data: [general, ...presented.filter(({ template }) => template !== everyCategory)],
    may: { edit: mayEditTemplates(work.actor) },
  }
}

/** Every version of a template, newest first; that of every category began with the one that came with the desk. */
export async function listTemplateVersions(work: Work, code: string): Promise<{ data: Template[] }> {
  const rows = await work.db
    .selectFrom('procedure_template_versions')
    .selectAll()
    .where('template_code', '=', code)
    .orderBy('number', 'desc')
    .execute()
  if (rows.length === 0 && code !== everyCategory) throw refuse('procedure.template_not_found')
  const presented = await presentAll(work, rows)
  return { data: code === everyCategory ? [...presented, shipped] : presented }
}

/** What a desk has before anybody writes one. */
const shipped: Template = {
  template: everyCategory,
  version: 0,
  valid_from: null,
  ended: false,
  steps: firstTemplate.map((step) => ({ ...step })),
  by: null,
  change: null,
}

/** Writes the next version; complaints that are entered from now on keep it. Those that run keep theirs. */
export async function writeTemplate(work: Work, code: string, { version, steps, change }: BodyOf<typeof writeEndpoint>): Promise<Template> {
  const category = code === everyCategory ? null : code
  if (category !== null) await categoryIsThere(work, category)
  judge(steps)
  await work.db
    .insertInto('procedure_templates')
    .values({ code })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const number = await nextNumber(work, code, version)
  const written = await addVersion(work, {
    template_code: code,
    number,
    steps: JSON.stringify(whole(steps)),
    change: change?.trim() || null,
  })
  await work.announce({ fact: 'procedure.written', house: 'procedure', template: code, number })
  return written
}

/** From now on the category follows the nearest one above. */
export async function endTemplate(
  work: Work,
  code: string,
  { version, change }: { version: number; change?: string | undefined },
): Promise<Template> {
  if (code === everyCategory) throw refuse('procedure.template_of_all')
  const last = await work.db
    .selectFrom('procedure_template_versions')
    .select('steps')
    .where('template_code', '=', code)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) throw refuse('procedure.template_not_found')
  const number = await nextNumber(work, code, version)
  if (last.steps === null) throw refuse('procedure.template_nothing_to_end')
  const ended = await addVersion(work, { template_code: code, number, steps: null, change: change?.trim() || null })
  await work.announce({ fact: 'procedure.ended', house: 'procedure', template: code, number })
  return ended
}

async function nextNumber(work: Work, code: string, seen: number): Promise<number> {
  const row = await work.db.selectFrom('procedure_templates').select('version').where('code', '=', code).forUpdate().executeTakeFirst()
  if (!row) throw refuse('procedure.template_not_found')
  sameVersion(row.version, seen)
  await work.db
    .updateTable('procedure_templates')
    .set({ version: seen + 1 })
    .where('code', '=', code)
    .execute()
  return seen + 1
}

type New = Pick<Version, 'template_code' | 'number' | 'change'> & { steps: string | null }

async function addVersion(work: Work, row: New): Promise<Template> {
  const added = await work.db
    .insertInto('procedure_template_versions')
    .values({ ...row, valid_from: work.now, written_by: actorName(work.actor), written_at: work.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  const [presented] = await presentAll(work, [added])
  return presented ?? shipped
}

async function categoryIsThere(work: Work, code: string): Promise<void> {
  const found = await work.db.selectFrom('complaints_categories').select('code').where('code', '=', code).executeTakeFirst()
  if (!found) throw refuse('procedure.template_not_found')
}

function judge(steps: readonly TemplateStep[]): void {
  const numbers = steps.map(({ step }) => step)
  const points = steps.flatMap((one) => one.points.map(({ code }) => `${one.step} ${code}`))
  if (new Set(numbers).size < numbers.length || new Set(points).size < points.length) throw refuse('procedure.template_twice')
  const wrong = steps.find(({ applies, required }) => required && !applies)
  if (wrong) throw refuse('procedure.template_required', { step: wrong.step })
}

/** All twelve, in their order. */
const whole = (steps: readonly TemplateStep[]): TemplateStep[] =>
  firstTemplate.map((first) => steps.find(({ step }) => step === first.step) ?? first)

async function presentAll(work: Work, rows: readonly Version[]): Promise<Template[]> {
  const named = await nameActors(
    work,
    rows.map(({ written_by }) => written_by),
  )
  return rows.map((row) => {
    return {
      template: row.template_code,
      version: row.number,
      valid_from: row.valid_from.toString(),
      ended: row.steps === null,
      // written only from the contract's own shape
      steps: (row.steps ?? []) as unknown as Template['steps'],
      by: named(row.written_by),
      change: row.change,
    }
  })
}
