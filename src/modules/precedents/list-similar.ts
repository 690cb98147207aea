import { complaintFor } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id, Language, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { listSimilar as similarEndpoint } from './contract.ts'
import { bandAmong, findLike, grantsAmong, type Like } from './find-like.ts'
import { present, shownBand } from './present-precedents.ts'
import { liesIn } from './rules/band.ts'
import { nearestOf } from './rules/similarity.ts'
import type { Sources } from './sources.ts'
import { sayUsually } from './usual-words.ts'

type Answer = AnswerOf<typeof similarEndpoint>

/** At most five decided issues like this one, more generous ones included, and what the customer may be told of them. */
export async function listSimilar(
  work: Work,
  sources: Sources,
  { complaint: id, issue, ...asked }: { complaint: Id; issue: Id } & QueryOf<typeof similarEndpoint>,
): Promise<Answer> {
  const complaint = await complaintFor(work, id)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const all = await findLike(work, sources, { complaint, issue, thought: asked })
  const shown = nearestOf(all)
  const band = bandAmong(all, asked.basis)
  const presented = await present(work, sources, shown)
  return {
    data: presented.map((one, at) => ({ ...one, why: shown[at]?.whys ?? [], more_generous: moreGenerous(shown[at], asked) })),
    band: band && shownBand(band, band.currency ?? asked.currency ?? null),
    departs: band !== null && asked.amount !== undefined && sameMoney(band, asked) && !liesIn(band, asked.amount),
    // the column's check holds the same codes
    usually: usuallyOf(all, complaint.language as Language),
  }
}

const sameMoney = ({ currency }: { currency: string | null }, asked: { currency?: string | undefined }): boolean =>
  currency === null || currency === asked.currency

function moreGenerous(one: Like | undefined, asked: { amount?: number | undefined; currency?: string | undefined }): boolean | null {
  if (!one || asked.amount === undefined) return null
  if (one.amount === null) return one.basis === 'none' ? false : null
  return one.currency === asked.currency ? one.amount > asked.amount : null
}

// Of fewer it would be no habit, and could be somebody's own case.
const habit = 3

/** In which form like cases were mostly put right; no sums, for these are promised only when approved. */
function usuallyOf(all: readonly Like[], language: Language): Answer['usually'] {
  const grants = grantsAmong(all)
  if (new Set(grants.map(({ complaint_id }) => complaint_id)).size < habit) return null
  const counted = [
    ...Map.groupBy(
      grants.flatMap(({ forms }) => forms),
      (form) => form,
    ),
  ]
  const [most] = counted.toSorted(([, one], [, other]) => other.length - one.length)
  if (!most || most[1].length * 2 <= grants.length) return null
  return { language, sentence: sayUsually(most[0], language) }
}
