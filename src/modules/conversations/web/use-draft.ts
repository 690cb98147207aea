import { useEffect, useState } from 'react'
import { call, Offline, Problem } from '#workspace/kit/desk.ts'
import { type Draft, saveDraft, type UsedHelp, type UsedText } from '../contract.ts'
import type { DraftKind } from './queries.ts'

export interface Writing {
  html: string
  text: string
  recipients: Draft['recipients']
  attachments: string[]
  texts: UsedText[]
  helped: UsedHelp
}

export interface OtherDraft {
  version: number
  html: string
  text: string
}

/** What the other window holds, when it kept its draft first. */
export function otherDraftOf(why: unknown): OtherDraft | undefined {
  if (!(why instanceof Problem) || why.code !== 'conversations.draft_changed') return undefined
  const { version, html, text } = why.data
  return { version: Number(version), html: typeof html === 'string' ? html : '', text: typeof text === 'string' ? text : '' }
}

const afterTyping = 800
const againWhenOffline = 5000
const isNothing = ({ text, attachments }: Writing) => text.trim() === '' && attachments.length === 0

type At = { complaint: string; kind: DraftKind }

interface OnItsWay {
  known: number | undefined
  latest: Writing | null
  going: Promise<void> | null
  timer: ReturnType<typeof setTimeout> | undefined
  /** Sent, and the answer never came: the desk may have it all the same. */
  unanswered: Writing | null
  tell: (now: Status) => void
}

async function send(at: At, way: OnItsWay, writing: Writing) {
  const { known } = way
  try {
    const draft = await call(saveDraft, at, { body: { ...writing, ...(known !== undefined && { version: known }) } })
    way.known = draft.version
    way.unanswered = null
    way.tell({ savedAt: draft.saved_at, why: undefined })
  } catch (why) {
    way.latest ??= writing
    if (isOurOwn(way, otherDraftOf(why))) return later(at, way, 0)
    if (why instanceof Offline) way.unanswered = writing
    way.tell({ why })
    // the line is back, or somebody has signed in again
    if (why instanceof Offline || (why instanceof Problem && why.status === 401)) later(at, way, againWhenOffline)
  }
}

/** What stands on the desk is not another window's, but what was sent from here before the line broke: it goes on from there. */
function isOurOwn(way: OnItsWay, other: OtherDraft | undefined): boolean {
  if (other === undefined || way.unanswered?.text !== other.text) return false
  way.known = other.version
  way.unanswered = null
  return true
}

async function flush(at: At, way: OnItsWay) {
  await way.going
  const writing = way.latest
  if (writing === null || (isNothing(writing) && way.known === undefined)) return
  way.latest = null
  way.going = send(at, way, writing)
  await way.going
  way.going = null
}

function later(at: At, way: OnItsWay, wait: number) {
  clearTimeout(way.timer)
  way.timer = setTimeout(() => void flush(at, way), wait)
}

/** What the server holds is what stands here now. */
function resume(way: OnItsWay, { version, saved_at }: Draft) {
  clearTimeout(way.timer)
  way.latest = null
  way.known = version
  way.tell({ savedAt: saved_at, why: undefined })
}

/** It was sent: nothing of it is kept any more. */
async function forget(way: OnItsWay) {
  clearTimeout(way.timer)
  way.latest = null
  await way.going
  way.latest = null
  way.known = undefined
  way.tell({ savedAt: null, why: undefined })
}

/** One draft on its way to the server: one request at a time, the newest words last. */
function keeper(at: At, version: number | undefined, tell: OnItsWay['tell']) {
  const way: OnItsWay = { known: version, latest: null, going: null, timer: undefined, unanswered: null, tell }
  return {
    flush: () => flush(at, way),
    forget: () => forget(way),
    /** Whether this is what was kept from here: nothing newer than what stands on the sheet. */
    knows: (version: number) => way.known === version,
    resume: (draft: Draft) => resume(way, draft),
    keep: (writing: Writing) => {
      way.latest = writing
      later(at, way, afterTyping)
    },
    /** What stands here goes over what the other window kept. */
    keepMine: (other: OtherDraft) => {
      way.known = other.version || undefined
      tell({ why: undefined })
      later(at, way, 0)
    },
  }
}

interface Status {
  savedAt?: string | null
  why: unknown
}

/** Keeps what is written on the server, a moment after the hand rests; says when, or why not. */
export function useDraft(complaint: string, kind: DraftKind, loaded: Draft | null) {
  const [status, setStatus] = useState<Required<Status>>({ savedAt: loaded?.saved_at ?? null, why: undefined })
  const [kept] = useState(() => keeper({ complaint, kind }, loaded?.version, (now) => setStatus((before) => ({ ...before, ...now }))))
  // Who leaves the page in the middle of a sentence finds it again.
  useEffect(() => () => void kept.flush(), [kept])
  return { ...status, ...kept }
}
