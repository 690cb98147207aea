import { useRef } from 'react'
import { call, Problem } from '#workspace/kit/desk.ts'
import { type Message, type Note, writeNote, writeReply } from '../contract.ts'
import type { DraftKind } from './queries.ts'
import type { Chosen } from './recipients.tsx'
import { useMessageAct } from './use-message-act.ts'

/** How it reaches the customer. */
export type How = 'email' | 'printed' | 'told'

export interface Letter {
  html: string
  text: string
  attachments: string[]
  how: How
  recipients: readonly Chosen[]
  mailbox: string | null
  /** Addresses that are new here and were said twice. */
  confirmed: readonly string[]
}

const addressed = ({ recipients }: Letter, role: 'to' | 'cc') => recipients.filter((one) => one.role === role).map(({ address }) => address)

function replyOf(letter: Letter) {
  const { html, text, attachments, how, mailbox, confirmed } = letter
  const written = { html, text, ...(attachments.length > 0 && { attachments }) }
  if (how !== 'email') return { ...written, by_hand: { how } }
  return {
    ...written,
    to: addressed(letter, 'to'),
    cc: addressed(letter, 'cc'),
    ...(mailbox !== null && { mailbox }),
    ...(confirmed.length > 0 && { confirmed_recipients: [...confirmed] }),
  }
}

/** Addresses that nobody has confirmed yet, when that is why it was refused. */
export function unconfirmed(why: unknown): string[] {
  if (!(why instanceof Problem) || why.code !== 'conversations.new_recipient') return []
  const recipients = why.data['recipients']
  return Array.isArray(recipients) ? recipients.map(String) : []
}

/** Sends a reply or a note. The same words sent again, after a lost line, are the same act. */
export function useSending(complaint: string, kind: DraftKind) {
  const keys = useRef(new Map<string, string>())
  const onceFor = (body: object) => {
    const words = JSON.stringify([kind, body])
    const key = keys.current.get(words) ?? crypto.randomUUID()
    keys.current.set(words, key)
    return key
  }
  return useMessageAct(complaint, async (letter: Letter): Promise<Message | Note> => {
    if (kind === 'note') {
      const body = { html: letter.html, text: letter.text, ...(letter.attachments.length > 0 && { attachments: letter.attachments }) }
      const note = await call(writeNote, { complaint }, { body, once: onceFor(body) })
      keys.current.clear()
      return note
    }
    const body = replyOf(letter)
    const message = await call(writeReply, { complaint }, { body, once: onceFor(body) })
    keys.current.clear()
    return message
  })
}
