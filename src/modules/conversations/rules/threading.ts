import { bareSubject, oneLine } from './subject-line.ts'

const longestSubject = 300

/** `Re: Refund [RD-2026-000123-7]`: the subject of every mail that we send about a complaint. */
export function subjectOfReply(subject: string, number: string): string {
  return ['Re:', bareSubject(subject).slice(0, longestSubject), `[${number}]`].filter((part) => part !== '').join(' ')
}

/** A subject that a person or the desk chose, with the number that brings the answer home. */
export function subjectWithNumber(subject: string, number: string): string {
  const line = oneLine(subject).slice(0, longestSubject)
  return line.includes(number) ? line : `${line} [${number}]`
}

interface Parent {
  message_id: string | null
  reference_ids: readonly string[]
}

const mostReferences = 20

/** In-Reply-To and References of an answer: the parent's own references and the parent; of a long thread the first and the newest. */
export function threadingOf(parent: Parent | undefined): { in_reply_to: string | null; reference_ids: string[] } {
  if (!parent?.message_id) return { in_reply_to: null, reference_ids: [] }
  const all = [...new Set([...parent.reference_ids, parent.message_id])]
  const kept = all.length <= mostReferences ? all : [...all.slice(0, 1), ...all.slice(1 - mostReferences)]
  return { in_reply_to: parent.message_id, reference_ids: kept }
}

/** Our own Message-IDs, without brackets: `rd.<message>.<random>@<host>`. */
export const ownMessageId = ({ message, random, origin }: { message: string; random: string; origin: string }): string =>
  `rd.${message}.${random}@${new URL(origin).hostname}`

const own = /^rd\.[0-9a-f-]{36}\.[\w-]+@[^\s<>@]+$/i

/** Whether a Message-ID has the form of ours, of this desk or of another one. */
export const isOwnMessageId = (messageId: string): boolean => own.test(messageId)
