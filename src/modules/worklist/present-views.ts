import { isStaff } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Refusal } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayEdit, mayShare } from './access.ts'
import type { SavedView } from './contract.ts'
import { namesHere } from './find-names.ts'
import type { ViewRecord } from './find-views.ts'
import { readableQuery } from './keep-query.ts'
import { refuseTrouble } from './refusals.ts'
import { resolveQuery } from './resolve-query.ts'
import { readQuery } from './rules/read-query.ts'

/** How a refusal reads in a language. */
export type SaySentence = (refusal: Refusal, language: Language) => string

/** A view as who asks sees it. What of it is not understood any more is said, not hidden. */
export async function presentView(work: Work, view: ViewRecord, sentence: SaySentence): Promise<SavedView> {
  const names = await namesHere(work)
  const team = names.teams.find(({ id }) => id === view.team_id)
  return {
    id: view.id,
    name: view.name,
    query: await readableQuery(work, view.query),
    // Columns that hold the contract's codes: written only through it.
    sort: view.sort as SavedView['sort'],
    columns: view.columns as SavedView['columns'],
    shared: view.shared as SavedView['shared'],
    team: team ? { id: team.id, name: team.name } : null,
    owner: { id: view.owner_id, name: names.agents.find(({ id }) => id === view.owner_id)?.name ?? '' },
    broken: await brokenOf(work, view.query, sentence),
    version: view.version,
    may: { edit: mayEdit(work.actor, view), share: mayShare(work.actor) },
  }
}

async function brokenOf(work: Work, kept: string, sentence: SaySentence): Promise<string | null> {
  const trouble = await troubleOf(work, kept)
  return trouble && sentence(refuseTrouble(trouble), languageOf(work))
}

/** The first thing in a kept query that is not understood any more, by the names of now; null where all is. */
export async function troubleOf(work: Work, kept: string) {
  const query = readQuery(kept)
  const { teams } = await namesHere(work)
  const [trouble] = [...query.troubles, ...(await resolveQuery(work, query)).troubles]
  if (trouble === undefined) return null
  const name = trouble.operator === 'team' ? teams.find(({ id }) => id === trouble.value)?.name : undefined
  return name === undefined ? trouble : { ...trouble, value: name }
}

/** The language of the person who asks; programs read English. */
export const languageOf = ({ actor }: Work): Language => (isStaff(actor) && actor.kind === 'person' ? actor.language : 'en')
