import { useEffect, useRef, useState } from 'react'
import { call, Offline, Problem } from '#workspace/kit/desk.ts'
import { type Draft, saveDraft } from '../contract.ts'
import type { DraftKind } from './queries.ts'

export interface Writing {
  html: string
  text: string
  recipients: Draft['recipients']
  attachments: string[]
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
  return { version: Number(version), html: String(html ?? ''), text: String(text ?? '') }
}

const afterTyping = 800
const againWhenOffline = 5000
const isNothing = ({ text, attachments }: Writing) => text.trim() === '' && attachments.length === 0

/** Keeps what is written on the server, a moment after the hand rests; says when, or why not. */
export function useDraft(complaint: string, kind: DraftKind, loaded: Draft | null) {
  const [savedAt, setSavedAt] = useState(loaded?.saved_at ?? null)
  const [why, setWhy] = useState<unknown>()
  const version = useRef(loaded?.version)
  const latest = useRef<Writing | null>(null)
  const going = useRef<Promise<void> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const later = (wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), wait)
  }
  const send = async (writing: Writing) => {
    try {
      const known = version.current
      const draft = await call(saveDraft, { complaint, kind }, { body: { ...writing, ...(known !== undefined && { version: known }) } })
      version.current = draft.version
      setSavedAt(draft.saved_at)
      setWhy(undefined)
    } catch (error) {
      latest.current ??= writing
      setWhy(error)
      if (error instanceof Offline) later(againWhenOffline)
    }
  }
  const flush = async () => {
    await going.current
    const writing = latest.current
    if (writing === null || (isNothing(writing) && version.current === undefined)) return
    latest.current = null
    going.current = send(writing)
    await going.current
    going.current = null
  }
  const keep = (writing: Writing) => {
    latest.current = writing
    later(afterTyping)
  }
  /** It was sent: nothing of it is kept any more. */
  const forget = async () => {
    clearTimeout(timer.current)
    latest.current = null
    await going.current
    latest.current = null
    version.current = undefined
    setSavedAt(null)
    setWhy(undefined)
  }
  const keepMine = (other: OtherDraft) => {
    version.current = other.version || undefined
    setWhy(undefined)
    later(0)
  }
  // Who leaves the page in the middle of a sentence finds it again.
  const last = useRef(flush)
  last.current = flush
  useEffect(() => () => void last.current(), [])
  return { savedAt, why, keep, forget, keepMine, flush }
}
