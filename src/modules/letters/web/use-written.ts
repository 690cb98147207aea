import { useState } from 'react'
import type { LetterBlock } from '../contract.ts'

/** What was typed in place of the draft, by `block issue`. */
export type Typed = Readonly<Record<string, string>>

export const keyOf = ({ block, issue }: Pick<LetterBlock, 'block' | 'issue'>): string => `${block} ${issue ?? ''}`

function read(name: string): Typed {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? '{}')
    const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    // a browser that refuses storage, or something that is not ours in it
    return {}
  }
}

function keep(name: string, typed: Typed) {
  try {
    if (Object.keys(typed).length === 0) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, JSON.stringify(typed))
  } catch {
    // it lasts as long as the page, then
  }
}

/** What is typed into a letter stays in this tab, also through a crash, until the letter is sent or begun anew. */
export function useWritten(complaint: string, letter: string) {
  const name = `letter ${complaint} ${letter}`
  const [typed, setTyped] = useState<Typed>(() => read(name))
  const set = (next: Typed) => {
    setTyped(next)
    keep(name, next)
  }
  return { typed, write: (key: string, text: string) => set({ ...typed, [key]: text }), letGo: () => set({}) }
}

/** The key under which the subject is kept. */
export const subjectKey = 'subject'

/** What the desk is asked with: only what differs from the draft. */
export function writtenOf(typed: Typed, blocks: readonly LetterBlock[]) {
  const changed = blocks.filter((block) => typed[keyOf(block)] !== undefined && typed[keyOf(block)] !== block.text)
  const subject = typed[subjectKey]?.trim()
  return {
    ...(subject && { subject }),
    blocks: changed.map((block) => ({ block: block.block, issue: block.issue, text: typed[keyOf(block)] ?? '' })),
  }
}
