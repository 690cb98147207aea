import { unfilledSlots } from '#modules/knowledge/rules/slots.ts'
import { slotKinds } from '#modules/knowledge/rules/variables.ts'
import type { Language } from '#platform/endpoint.ts'
import { isLetterVariable, type LetterRecord, labelOf } from './variables.ts'

const whole = /\{\{([^{}]{0,600})\}\}/g
const nameOf = (inside: string): string => (inside.split(':')[0] ?? '').trim().toLowerCase()

/**
 * Fills the variables of a plain text that the record knows. What it does not know stays a slot that says what is missing; slots for a
 * person stay as they are.
 */
export function fillBlock(text: string, record: LetterRecord, language: Language): string {
  return text.replace(whole, (written, inside: string) => {
    const name = nameOf(inside)
    if (!isLetterVariable(name)) return written
    // A list begins on a line of its own.
    const value = record[name]?.trimEnd().replace(/^ +/, '')
    // A name that holds braces itself must not become a slot.
    return value ? value.replaceAll('{{', '{ {').replaceAll('}}', '} }') : `{{${name}: ${labelOf(name, language)}}}`
  })
}

/** Whether a filled text waits only for the record, and not for a person. */
export const waitsForRecord = (filled: string): boolean => {
  const open = unfilledSlots(filled)
  return open.length > 0 && open.every(({ name }) => isLetterVariable(name))
}

/** Names in braces that neither the record nor a person can fill, and braces that do not close. */
export function blockProblems(text: string): { unknown: string[]; broken: string[] } {
  const names = [...text.matchAll(whole)].map(([, inside = '']) => nameOf(inside))
  const rest = text.replace(whole, ' ')
  const broken = [...rest.matchAll(/.{0,20}(?:\{\{|\}\}).{0,30}/g)].map(([words]) => words.trim())
  const known = (name: string) => isLetterVariable(name) || (slotKinds as readonly string[]).includes(name)
  return { unknown: [...new Set(names.filter((name) => !known(name)))], broken }
}
