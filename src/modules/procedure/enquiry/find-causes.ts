import { issuesOf } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { nameActors } from '#modules/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { IssueCause } from '../contract/causes.ts'
import { type ListedCause, wholeList } from './rules/cause-list.ts'
import { isJudged } from './rules/elsewhere.ts'

/** The list of root causes: what comes with the desk, and what the house wrote. */
export async function causeList(work: Work): Promise<ListedCause[]> {
  const rows = await work.db.selectFrom('procedure_causes').selectAll().execute()
  const written = rows.map(({ code, parent_code, names, position, ended_at, version }) => ({
    code,
    parent: parent_code,
    // written only from the contract's own shape
    names: names as unknown as ListedCause['names'],
    position,
    ended: ended_at !== null,
    version,
  }))
  return wholeList(written)
}

/** What is set as the cause of an issue, with its name in every language. */
export interface FoundCause {
  issue: Id
  code: string
  names: { en: string; el: string; es: string }
  words: string | null
  by: string
  at: Temporal.Instant
}

/** The causes of a complaint's issues, as they were set last; an issue without one is not among them. Masks nothing. */
export async function findCauses(work: Work, complaint: Id): Promise<FoundCause[]> {
  const [list, rows] = await Promise.all([
    causeList(work),
    work.db
      .selectFrom('procedure_issue_causes')
      .distinctOn('issue_id')
      .selectAll()
      .where('complaint_id', '=', complaint)
      .orderBy('issue_id')
      .orderBy('set_at', 'desc')
      .orderBy('id', 'desc')
      .execute(),
  ])
  return rows.map(({ issue_id, code, words, set_by, set_at }) => {
    const names = list.find((one) => one.code === code)?.names ?? { en: code, el: code, es: code }
    return { issue: issue_id, code, names, words, by: set_by, at: set_at }
  })
}

export const languageOf = (actor: Actor): Language => (actor.kind === 'person' ? actor.language : 'en')

/** One row an issue, in their order, for the caller's eyes. */
export async function presentCauses(
  work: Work,
  { id, order_numbers }: { id: Id; order_numbers: readonly string[] },
): Promise<IssueCause[]> {
  const [issues, causes] = await Promise.all([issuesOf(work, id), findCauses(work, id)])
  const named = await nameActors(
    work,
    causes.map(({ by }) => by),
  )
  return issues.map((issue) => {
    const set = causes.find((one) => one.issue === issue.id)
    return {
      issue: issue.id,
      title: maskNumbers(issue.title, order_numbers),
      cause: set?.code ?? null,
      name: set?.names[languageOf(work.actor)] ?? null,
      words: set?.words ? maskNumbers(set.words, order_numbers) : null,
      by: set ? named(set.by) : null,
      at: set?.at.toString() ?? null,
      needed: isJudged(issue),
    }
  })
}
