import type { Issue } from '#modules/complaints/contract/complaint.ts'
import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import { findOfferable, findWishes, type Offerable } from '#modules/remedies/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sayDay } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import type { MissingPart } from '../rules/missing-in-letter.ts'
import type { AskedOffer } from './contract.ts'
import { optionsText, sayIn, titleOf } from './rules/option-words.ts'
import { unmetWishes } from './rules/unmet-wishes.ts'
import './refusals.ts'

/** An option as it will stand in the letter and on the page. */
export interface OfferedOption {
  remedy: Id
  issue: Id
  title: string
  happens: string
  days: number
}

/** What a letter offers to choose from. */
export interface ReadOffer {
  options: OfferedOption[]
  until: Temporal.Instant
  /** The parts that it writes by itself, by `block issue`. */
  blocks: ReadonlyMap<string, string>
  /** Issues on which the letter has to refuse a wish well. */
  refuses: ReadonlySet<string>
  missing: MissingPart[]
}

interface Situation {
  complaint: ComplaintRecord
  language: Language
  issues: readonly Issue[]
}

/** Reads what is to be offered: the words, until when, and all that keeps it from leaving. */
export async function readOffer(work: Work, { complaint, language, issues }: Situation, asked: AskedOffer): Promise<ReadOffer> {
  const [known, wishes, { zone }] = await Promise.all([
    findOfferable(work, complaint.id, language),
    findWishes(work, complaint.id),
    organisationOf(work),
  ])
  const picked = pick(asked, known)
  const options = picked.map(({ remedy, own }) => optionOf(remedy, own, language))
  const until = lastMoment(work, { picked: picked.map(({ remedy }) => remedy), asked })
  const reason = asked.reason?.trim() ?? ''
  const blocks = new Map(
    [...Map.groupBy(options, ({ issue }) => issue)].map(([issue, lines]) => [`options ${issue}`, optionsText(lines, { language, reason })]),
  )
  blocks.set('choose ', sayIn(language)('options:letter.choose', { day: sayDay(until, { language, zone }) }))
  return {
    options,
    until,
    blocks,
    refuses: refusedOn({ asked, issues, wishes, picked: picked.map(({ remedy }) => remedy) }),
    missing: [...missingOf({ picked, options, reason, until, now: work.now }), ...(await withoutFinding(work, complaint, issues))],
  }
}

type Own = AskedOffer['options'][number]
interface Picked {
  remedy: Offerable
  own: Own
}

function pick({ options }: AskedOffer, known: readonly Offerable[]): Picked[] {
  const picked = options.map((own) => {
    const remedy = known.find(({ id }) => id === own.remedy.toLowerCase())
    if (!remedy) throw refuse('options.unknown_remedy')
    return { remedy, own }
  })
  if (new Set(picked.map(({ remedy }) => remedy.id)).size < picked.length) throw refuse('options.twice')
  return picked
}

function optionOf(remedy: Offerable, own: Own, language: Language): OfferedOption {
  const { id, issue, words, ...worth } = remedy
  const { name, happens, days } = { ...nothingSaid, ...words }
  const title = said(own.title, name)
  return {
    remedy: id,
    issue,
    title: title === '' ? '' : titleOf(title, worth, language),
    happens: said(own.happens, happens),
    days: own.days ?? days,
  }
}

const said = (own: string | undefined, otherwise: string): string => own?.trim() || otherwise

/** Where nobody says how long it takes. */
const usualDays = 14
const nothingSaid = { name: '', happens: '', days: usualDays }

/** No offer outlives the approval of what it offers. */
function lastMoment(work: Work, { picked, asked }: { picked: readonly Offerable[]; asked: AskedOffer }): Temporal.Instant {
  if (asked.until !== undefined) return Temporal.Instant.from(asked.until).round('millisecond')
  return firstEnd(picked) ?? work.now.add({ hours: 24 * usualDays })
}

const firstEnd = (picked: readonly Offerable[]): Temporal.Instant | null =>
  picked
    .map(({ expires }) => expires)
    .filter((expires) => expires !== null)
    .toSorted((one, other) => Temporal.Instant.compare(one, other))[0] ?? null

interface Looked {
  picked: readonly Picked[]
  options: readonly OfferedOption[]
  reason: string
  until: Temporal.Instant
  now: Temporal.Instant
}

function missingOf({ picked, options, reason, until, now }: Looked): MissingPart[] {
  const at = (issue: string): Pick<MissingPart, 'block' | 'issue'> => ({ block: 'options', issue })
  const nowhere: Pick<MissingPart, 'block' | 'issue'> = { block: null, issue: null }
  const end = firstEnd(picked.map(({ remedy }) => remedy))
  const alone = [...Map.groupBy(options, ({ issue }) => issue)].filter(([, lines]) => lines.length === 1)
  return [
    ...(options.length === 0 ? [{ reason: 'options.none', data: {}, ...nowhere }] : []),
    ...(reason === '' ? alone.map(([issue]) => ({ reason: 'options.one_needs_reason', data: {}, ...at(issue) })) : []),
    ...picked
      .filter(({ remedy }) => remedy.state !== 'approved')
      .map(({ remedy, own }) => ({
        reason: 'options.not_approved',
        data: { title: own.title ?? remedy.words?.name ?? '', state: remedy.state },
        ...at(remedy.issue),
      })),
    ...options
      .filter(({ title, happens }) => title === '' || happens === '')
      .map(({ issue }) => ({ reason: 'options.words_first', data: {}, ...at(issue) })),
    ...(Temporal.Instant.compare(until, now) <= 0 ? [{ reason: 'options.until_past', data: {}, ...nowhere }] : []),
    ...(end && Temporal.Instant.compare(until, end) > 0 ? [{ reason: 'options.outlives_approval', data: {}, ...nowhere }] : []),
  ]
}

/** Nothing can be agreed on while an issue has no finding (gate A). */
async function withoutFinding(work: Work, complaint: ComplaintRecord, issues: readonly Issue[]): Promise<MissingPart[]> {
  const missing = await work.allow.missing('complaint.offer', { complaint: complaint.id, issues: [...issues] })
  return missing.length === 0 ? [] : [{ reason: 'options.finding_first', data: {}, block: null, issue: null }]
}

interface Wished {
  asked: AskedOffer
  issues: readonly Issue[]
  wishes: ReadonlyMap<string, Parameters<typeof unmetWishes>[0]>
  picked: readonly Offerable[]
}

function refusedOn({ asked, issues, wishes, picked }: Wished): ReadonlySet<string> {
  const named = (asked.refuses ?? []).map((id) => id.toLowerCase())
  if (named.some((id) => !issues.some((issue) => issue.id === id))) throw refuse('options.issue_not_found')
  const shows = [...wishes].filter(([issue, tags]) => {
    const kinds = picked.filter((remedy) => remedy.issue === issue).map(({ kind }) => kind)
    return unmetWishes(tags, kinds).length > 0
  })
  return new Set([...named, ...shows.map(([issue]) => issue)])
}
