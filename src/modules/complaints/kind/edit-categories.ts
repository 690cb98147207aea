import type { Selectable } from 'kysely'
import type { ComplaintsCategories } from '#platform/database.types.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { addCategory as addEndpoint, Category, editCategory as editEndpoint } from '../contract.ts'
import { categoryExists } from '../known-names.ts'
import tree from '../rules/category-tree.json' with { type: 'json' }

interface Branch {
  code: string
  names: { en: string; el: string; es: string }
  children?: Branch[]
}

/** The tree in its order: branches first, each followed by its leaves. */
export async function listCategories(work: Work): Promise<Category[]> {
  const rows = await work.db.selectFrom('complaints_categories').selectAll().orderBy('position').orderBy('code').execute()
  return rows.map(present)
}

export async function addCategory(work: Work, { code, parent, names }: BodyOf<typeof addEndpoint>): Promise<Category> {
  await categoryExists(work, parent)
  const { last } = await work.db
    .selectFrom('complaints_categories')
    .select((row) => row.fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  const added = await work.db
    .insertInto('complaints_categories')
    .values({ code, parent_code: parent, names: JSON.stringify(names), position: (last ?? 0) + 1 })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!added) throw refuse('complaints.code_taken', { code })
  await work.announce({ fact: 'category.changed', house: 'complaints', code })
  return present(added)
}

/** Renames, moves or ends a category. Complaints keep the one they have. */
export async function editCategory(
  work: Work,
  code: string,
  { names, position, ended, version }: BodyOf<typeof editEndpoint> & { version: number },
): Promise<Category> {
  const before = await work.db.selectFrom('complaints_categories').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()
  if (!before) throw refuse('complaints.category_not_found')
  sameVersion(before.version, version)
  const edited = await work.db
    .updateTable('complaints_categories')
    .set((row) => ({
      ...(names && { names: JSON.stringify(names) }),
      ...(position !== undefined && { position }),
      ...(ended !== undefined && { ended_at: ended ? work.now : null }),
      version: row('version', '+', 1),
    }))
    .where('code', '=', code)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'category.changed', house: 'complaints', code })
  return present(edited)
}

/** Plants the default tree where there is none. Twice is once. */
export async function plantCategories(work: Work): Promise<void> {
  const rows = flatten(tree).map((row, at) => ({ ...row, position: at + 1 }))
  await work.db
    .insertInto('complaints_categories')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function flatten(branches: Branch[], parent: string | null = null): { code: string; parent_code: string | null; names: string }[] {
  return branches.flatMap(({ code, names, children = [] }) => [
    { code, parent_code: parent, names: JSON.stringify(names) },
    ...flatten(children, code),
  ])
}

function present(row: Selectable<ComplaintsCategories>): Category {
  // The column is written only here, from the contract's own shape.
  return {
    code: row.code,
    parent: row.parent_code,
    names: row.names as Category['names'],
    position: row.position,
    ended: row.ended_at !== null,
    version: row.version,
  }
}
