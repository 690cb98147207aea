import type { ComplaintRecord } from '#modules/complaints/index.ts'
import type { Letter, ToneHit, ToneVerdict } from '#modules/tone/contract/check.ts'
import { houseRules, judgeWording } from '#modules/tone/index.ts'
import { shippedLayer } from '#modules/tone/rules/learned/shipped-layer.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { needsReason } from '../rules/needs-reason.ts'
import { findWordsRecord } from './find-words-record.ts'
import '../refusals.ts'

interface Outgoing {
  text: string
  channel: 'email' | 'letter' | 'phone' | 'counter'
  letter: Letter | null
  /** In which it is written; the complaint's own when left out. */
  language?: Language | undefined
  /** Why wording that asks for a reason shall go out as it is. */
  reason: string | null
}

export interface JudgedWords {
  cues: ToneVerdict['cues']
  letter: Letter | null
  kept: { rules: string[]; reason: string; hits: Pick<ToneHit, 'rule' | 'category' | 'start' | 'end'>[] } | null
}

/** Judges an outgoing text as the composer did, and refuses what waits for a reason. */
export async function judgeWords(work: Work, complaint: ComplaintRecord, { reason, ...outgoing }: Outgoing): Promise<JudgedWords> {
  const { text, letter } = outgoing
  const { hits, cues } = await adviseWords(work, complaint, outgoing)
  const waiting = hits.filter(needsReason)
  if (waiting.length > 0 && reason === null) throw refuse('conversations.words_need_reason', refusalOf(text, waiting))
  const rules = [...new Set(waiting.map(({ rule }) => rule))]
  const places = waiting.slice(0, most).map(({ rule, category, start, end }) => ({ rule, category, start, end }))
  return { cues, letter, kept: reason !== null && rules.length > 0 ? { rules, reason, hits: places } : null }
}

/** What the wording of an outgoing text is advised, held against what the record knows. `dates`: the days that we are bound to. */
export async function adviseWords(
  work: Work,
  complaint: ComplaintRecord,
  { text, channel, letter, language, dates }: Omit<Outgoing, 'reason'> & { dates?: string[] },
): Promise<ToneVerdict> {
  const [{ channel: _came, ...known }, house, learned] = await Promise.all([
    findWordsRecord(work, complaint),
    houseRules(work),
    shippedLayer(),
  ])
  const facts = dates === undefined ? known.facts : { ...known.facts, dates }
  const spoken = language ?? known.language
  const reader = work.actor.kind === 'person' ? { reader: work.actor.language } : {}
  return judgeWording(text, { ...known, facts, language: spoken, channel, letter: letter ?? 'message', house, learned, ...reader })
}

/** Keeps what was found beside the message: cues as evidence, and the reason for what went out all the same. */
export async function keepWords(work: Work, { complaint, message, judged }: { complaint: Id; message: Id; judged: JudgedWords }) {
  const place = { complaint_id: complaint, message_id: message }
  const rows = judged.cues.slice(0, most).map(({ cue, kind, start, end }, at) => ({
    ...place,
    number: at + 1,
    cue,
    kind: kind ?? null,
    starts_at: start,
    ends_at: end,
  }))
  if (rows.length > 0) await work.db.insertInto('conversations_cues').values(rows).execute()
  if (judged.kept === null) return
  const { rules, reason, hits } = judged.kept
  const { salt, hash } = sealed(reason)
  await work.db
    .insertInto('conversations_kept_words')
    .values({ ...place, rules, reason, hits: JSON.stringify(hits), salt })
    .execute()
  await work.announce({ fact: 'reply.words_kept', complaint, message, rules, reason: hash })
}

const most = 500

/** The codes of what was found, once each: `thanks`, `apology:fault`. */
export const cueCodesOf = ({ cues }: JudgedWords): string[] => [
  ...new Set(cues.map(({ cue, kind }) => (kind === undefined ? cue : `${cue}:${kind}`))),
]

const longestPhrase = 120

function refusalOf(text: string, waiting: readonly ToneHit[]) {
  const said = ({ start, end }: ToneHit) => text.slice(start, end).slice(0, longestPhrase).toWellFormed()
  const phrases = [...new Set(waiting.map(said).filter((words) => words !== ''))].map((words) => `“${words}”`)
  return {
    count: waiting.length,
    phrases: phrases.slice(0, 5).join(', '),
    hits: waiting
      .slice(0, 20)
      .map((hit) => ({ rule: hit.rule, severity: hit.severity, said: said(hit), why: hit.why, instead: hit.instead })),
  }
}
