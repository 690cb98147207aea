import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { mayEditTemplates } from '../access.ts'
import {
  type addCause as addEndpoint,
  type Cause,
  type editCause as editEndpoint,
  type listCauses as listEndpoint,
  unknownCause,
} from '../contract/causes.ts'
import '../refusals.ts'
import { causeList } from './find-causes.ts'
import { type ListedCause, shippedCauses } from './rules/cause-list.ts'

/** The whole list, what has ended too. */
export async function listCauses(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  return { data: await causeList(work), may: { edit: mayEditTemplates(work.actor) } }
}

/** Adds a cause behind all others; one that has a parent stands below it. */
export async function addCause(work: Work, { code, parent, names }: BodyOf<typeof addEndpoint>): Promise<Cause> {
  const list = await causeList(work)
  if (list.some((one) => one.code === code)) throw refuse('procedure.cause_taken', { code })
  if (parent !== null) parentIsThere(list, parent)
  const position = Math.max(...list.map((one) => one.position)) + 1
  const added = { code, parent, names, position, ended: false, version: 1 }
  const row = { code, parent_code: parent, names: JSON.stringify(names), position, ended_at: null }
  const inserted = await work.db
    .insertInto('procedure_causes')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .executeTakeFirst()
  if (!inserted) throw refuse('procedure.cause_taken', { code })
  await work.announce({ fact: 'cause_list.changed', house: 'procedure', code })
  return added
}

/** Two levels, as in the tree that comes with the desk: a branch and its leaves. */
function parentIsThere(list: readonly ListedCause[], parent: string): void {
  const branch = list.find((one) => one.code === parent)
  if (!branch || branch.parent !== null || parent === unknownCause) throw refuse('procedure.cause_no_branch')
}

/** Renames, moves or ends a cause; one that came with the desk gets a row of its own by that. */
export async function editCause(
  work: Work,
  code: string,
  { names, position, ended, version }: BodyOf<typeof editEndpoint> & { version: number },
): Promise<Cause> {
  await plant(work, code)
  const row = await work.db.selectFrom('procedure_causes').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()
  if (!row) throw refuse('procedure.cause_not_found')
  sameVersion(row.version, version)
  if (ended && code === unknownCause) throw refuse('procedure.cause_stays')
  await work.db
    .updateTable('procedure_causes')
    .set({
      ...(names && { names: JSON.stringify(names) }),
      ...(position !== undefined && { position }),
      ...(ended !== undefined && { ended_at: ended ? work.now : null }),
      version: version + 1,
    })
    .where('code', '=', code)
    .execute()
  await work.announce({ fact: 'cause_list.changed', house: 'procedure', code })
  const edited = (await causeList(work)).find((one) => one.code === code)
  if (!edited) throw new Error('The cause just written is not in the list')
  return edited
}

/** The row of one that came with the desk, so that it can be locked. */
async function plant(work: Work, code: string): Promise<void> {
  const shipped = shippedCauses.find((one) => one.code === code)
  if (!shipped) return
  const { parent, names, position } = shipped
  await work.db
    .insertInto('procedure_causes')
    .values({ code, parent_code: parent, names: JSON.stringify(names), position })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
