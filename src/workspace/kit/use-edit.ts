import type { QueryKey } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem } from '../call.ts'
import { useDoing } from './use-doing.ts'

interface Edited<Fields> {
  version: number
  fields: Fields
}

interface Editing<Fields> {
  /** As the desk has it now; it may change while somebody writes. */
  now: Edited<Fields>
  send: (changed: Partial<Fields>, version: number) => Promise<unknown>
  refresh: readonly QueryKey[]
  onDone?: () => void
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function changedBetween<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const changed = Object.entries(after).filter(([name, value]) => !same(value, before[name as keyof Fields]))
  // the entries are those of Fields itself
  return Object.fromEntries(changed) as Partial<Fields>
}

const only = <Fields extends object>(names: Partial<Fields>, of: Partial<Fields>): Partial<Fields> =>
  // the entries are those of `of` itself
  Object.fromEntries(Object.entries(of).filter(([name]) => name in names)) as Partial<Fields>

const isNothing = (changed: object) => Object.keys(changed).length === 0

/** An edit of a thing with a version: only what the hand changed is sent, and what somebody else changed meanwhile is shown beside it, not lost. */
export function useEdit<Fields extends object>({ now, send, refresh, onDone }: Editing<Fields>) {
  const [begun, setBegun] = useState<Edited<Fields> | null>(null)
  const [draft, setDraft] = useState<Partial<Fields>>({})
  const base = begun ?? now
  const fields: Fields = { ...now.fields, ...draft }
  const changed = changedBetween(base.fields, { ...base.fields, ...draft })
  // what both hands changed; a field that only the other hand touched is theirs, and stands in nobody's way
  const theirs = only(changed, changedBetween(base.fields, now.fields))
  const saving = useDoing((version: number) => send(changed, version), refresh)
  const letGo = () => {
    setBegun(null)
    setDraft({})
    saving.reset()
  }
  const done = () => {
    letGo()
    onDone?.()
  }
  const version = isNothing(theirs) ? now.version : base.version
  return {
    fields,
    /** The fields as the desk has them now. */
    desk: now.fields,
    change: (one: Partial<Fields>) => {
      setBegun((before) => before ?? now)
      setDraft((before) => ({ ...before, ...one }))
    },
    untouched: isNothing(changed),
    save: (of = version) => (isNothing(changed) ? done() : saving.mutate(of, { onSuccess: done })),
    keepMine: () => saving.mutate(now.version, { onSuccess: done }),
    takeTheirs: letGo,
    letGo,
    theirs,
    /** Somebody else was first. */
    stale: saving.error instanceof Problem && saving.error.status === 412,
    saving,
  }
}

export type Edit<Fields extends object> = ReturnType<typeof useEdit<Fields>>
