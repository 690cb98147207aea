import type { Language } from '#platform/endpoint.ts'
import { isVariable, labelOf, slotKinds, type TextRecord } from './variables.ts'

export interface Slot {
  /** A variable's name, or personal, text, date, amount; empty where nobody can say. */
  name: string
  /** What should stand there. */
  hint: string
}

export interface SlotProblems {
  /** Names that are neither a variable nor a kind of slot. */
  unknown: string[]
  /** The words around braces that do not close, or that formatting has torn apart. */
  broken: string[]
}

// Bounded, so that braces without end cost nothing.
const closed = /\{\{([^{}]{0,600})\}\}/g
const whole = /\{\{([^{}<>]{0,600})\}\}/g
const opened = /\{\{\s*([a-z]+(?:\.[a-z_]+)?)/gi
const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Fills the variables of a rich text that the record knows, escaped. What it does not know stays a slot that says in the
 * reader's language what is missing; slots for a person stay as they are.
 */
export function fillText(html: string, record: TextRecord, language: Language): string {
  return html.replace(whole, (written, inside: string) => {
    const { name } = read(inside)
    if (!isVariable(name)) return written
    const value = record[name]?.trim()
    return value ? escaped(value) : `{{${name}: ${escaped(labelOf(name, language))}}}`
  })
}

/** The slots that are still open in what would be sent, rich or plain, each once. Braces that formatting has torn apart are found too. */
export function unfilledSlots(written: string): Slot[] {
  const bare = withoutTags(written)
  const inside = [written, bare].flatMap((text) => [...text.matchAll(closed)].map((match) => withoutTags(match[1] ?? '')))
  const half = [...bare.replace(closed, '').matchAll(opened)].map((match) => match[1] ?? '').filter(isKnown)
  const found = [...inside, ...half].map((words) => read(decoded(words)))
  return found.filter((slot, at) => found.findIndex(({ name, hint }) => name === slot.name && hint === slot.hint) === at)
}

/** What is wrong with the braces of a ready text; both lists empty when nothing is. */
export function slotProblems(html: string): SlotProblems {
  const names = [...html.matchAll(whole)].map((match) => read(match[1] ?? '').name)
  const rest = withoutTags(html.replace(whole, ' '))
  const broken = [...rest.matchAll(/.{0,20}(?:\{\{|\}\}).{0,30}/g)].map(([words]) => words.trim())
  return { unknown: [...new Set(names.filter((name) => !isKnown(name)))], broken }
}

/** The variables and kinds of slots that a text uses, sorted: the same in each language when they are the same text. */
export const slotNames = (html: string): string[] => [...html.matchAll(whole)].map((match) => read(match[1] ?? '').name).toSorted()

/** How an open slot is called in a sentence: what should stand there, else its name. */
export const slotLabel = ({ name, hint }: Slot): string => hint || name || '{{}}'

function read(inside: string): Slot {
  const [name = '', ...hint] = inside.replaceAll(/\s|&nbsp;/g, ' ').split(':')
  return { name: name.trim().toLowerCase(), hint: hint.join(':').trim() }
}

const isKnown = (name: string): boolean => isVariable(name) || (slotKinds as readonly string[]).includes(name)
const withoutTags = (html: string): string => html.replaceAll(/<\/?[a-z][^<>]*>/gi, '')
const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

// A name that holds braces itself must not become a slot.
const escaped = (value: string): string =>
  value
    .replaceAll('{{', '{ {')
    .replaceAll('}}', '} }')
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
    .replaceAll('\n', '<br>')
