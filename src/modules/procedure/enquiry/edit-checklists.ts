import type { Selectable } from 'kysely'
import { nameActors } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { ProcedureChecklistVersions } from '#platform/database.types.ts'
import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { mayEditTemplates } from '../access.ts'
import type { Checklist, listChecklists as listEndpoint, writeChecklist as writeEndpoint } from '../contract/checklists.ts'
import { everyCategory } from '../contract/templates.ts'
import '../refusals.ts'
import { shippedChecklists } from './rules/checklist.ts'

type Version = Selectable<ProcedureChecklistVersions>

/** The lists in use, that of every category first, then by category. One without points is in nobody's way, and left out. */
export async function listChecklists(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  const rows = await work.db
    .selectFrom('procedure_checklist_versions as v')
    .innerJoin('procedure_checklists as c', (on) => on.onRef('c.code', '=', 'v.checklist_code').onRef('c.version', '=', 'v.number'))
    .selectAll('v')
    .execute()
  const written = await presentAll(work, rows)
  const known = new Map([...shippedChecklists.keys()].map((code) => [code, shippedAs(code)]))
  for (const list of written) known.set(list.checklist, list)
  const [general, ...others] = [...known.values()].toSorted((one, other) => rank(one) - rank(other))
  return {
    data: [...(general ? [general] : []), ...others.filter(({ points }) => points.length > 0)],
    may: { edit: mayEditTemplates(work.actor) },
  }
}

const rank = ({ checklist }: Checklist): number => (checklist === everyCategory ? 0 : 1)

/** Every version of a list, newest first, down to what came with the desk. */
export async function listChecklistVersions(work: Work, code: string): Promise<{ data: Checklist[] }> {
  await categoryIsThere(work, code)
  const rows = await work.db
    .selectFrom('procedure_checklist_versions')
    .selectAll()
    .where('checklist_code', '=', code)
    .orderBy('number', 'desc')
    .execute()
  return { data: [...(await presentAll(work, rows)), shippedAs(code)] }
}

const shippedAs = (code: string): Checklist => ({
  checklist: code,
  version: 0,
  valid_from: null,
  points: (shippedChecklists.get(code) ?? []).map((point) => ({ ...point })),
  by: null,
  change: null,
})

/** Writes the next version; complaints that are entered from now on keep it. */
export async function writeChecklist(
  work: Work,
  code: string,
  { version, points, change }: BodyOf<typeof writeEndpoint>,
): Promise<Checklist> {
  await categoryIsThere(work, code)
  if (new Set(points.map((point) => point.code)).size < points.length) throw refuse('procedure.fact_twice')
  await work.db
    .insertInto('procedure_checklists')
    .values({ code })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const number = await nextNumber(work, code, version)
  const added = await work.db
    .insertInto('procedure_checklist_versions')
    .values({
      checklist_code: code,
      number,
      valid_from: work.now,
      points: JSON.stringify(points),
      change: change?.trim() || null,
      written_by: actorName(work.actor),
      written_at: work.now,
    })
    .returningAll()
    .execute()
  await work.announce({ fact: 'checklist.written', house: 'procedure', checklist: code, number })
  const [written] = await presentAll(work, added)
  return written ?? shippedAs(code)
}

async function nextNumber(work: Work, code: string, seen: number): Promise<number> {
  const row = await work.db
    .selectFrom('procedure_checklists')
    .select('version')
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirstOrThrow()
  sameVersion(row.version, seen)
  await work.db
    .updateTable('procedure_checklists')
    .set({ version: seen + 1 })
    .where('code', '=', code)
    .execute()
  return seen + 1
}

async function categoryIsThere(work: Work, code: string): Promise<void> {
  if (code === everyCategory) return
  const found = await work.db.selectFrom('complaints_categories').select('code').where('code', '=', code).executeTakeFirst()
  if (!found) throw refuse('procedure.checklist_not_found')
}

async function presentAll(work: Work, rows: readonly Version[]): Promise<Checklist[]> {
  const named = await nameActors(
    work,
    rows.map(({ written_by }) => written_by),
  )
  return rows.map((row) => ({
    checklist: row.checklist_code,
    version: row.number,
    valid_from: row.valid_from.toString(),
    // written only from the contract's own shape
    points: row.points as unknown as Checklist['points'],
    by: named(row.written_by),
    change: row.change,
  }))
}
