import { useRef } from 'react'
import type { Letter as ToneLetter } from '#modules/tone/contract/check.ts'
import { call, Problem } from '#workspace/kit/desk.ts'
import { type Message, type Note, type UsedHelp, type UsedText, writeNote, writeReply } from '../contract.ts'
import type { DraftKind } from './queries.ts'
import type { Chosen } from './recipients.tsx'
import { useMessageAct } from './use-message-act.ts'

/** How it reaches the customer. */
export type How = 'email' | 'printed' | 'told'

export interface Letter {
  html: string
  text: string
  attachments: string[]
  /** The ready texts that it was made from. */
  texts: readonly UsedText[]
  /** The machine drafts in it. */
  helped: UsedHelp
  how: How
  recipients: readonly Chosen[]
  mailbox: string | null
  /** Addresses that are new here and were said twice. */
  confirmed: readonly string[]
  /** Which letter a reply is. */
  letter: ToneLetter
  /** Why wording that waits for a reason goes out as it is. */
  reason: string | undefined
  /** It leaves then; at once when left out. */
  sendAt: string | undefined
  /** The last answer of ours that the writer knew; undefined where nobody can say. */
  seen: string | null | undefined
  /** Colleagues whom a note mentions. */
  mentions: readonly string[]
}

const addressed = ({ recipients }: Letter, role: Chosen['role']) =>
  recipients.filter((one) => one.role === role).map(({ address }) => address)

function replyOf(letter: Letter) {
  const { html, text, attachments, texts, helped, how, mailbox, confirmed, reason, sendAt, seen } = letter
  const written = {
    html,
    text,
    letter: letter.letter,
    ...(attachments.length > 0 && { attachments }),
    ...(texts.length > 0 && { texts: [...texts] }),
    ...(helped.length > 0 && { helped }),
    ...(reason !== undefined && { words_reason: reason }),
    ...(seen !== undefined && { seen }),
  }
  if (how !== 'email') return { ...written, by_hand: { how } }
  return {
    ...written,
    to: addressed(letter, 'to'),
    cc: addressed(letter, 'cc'),
    bcc: addressed(letter, 'bcc'),
    ...(mailbox !== null && { mailbox }),
    ...(sendAt !== undefined && { send_at: sendAt }),
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
      const { html, text, attachments, mentions } = letter
      const body = { html, text, ...(attachments.length > 0 && { attachments }), ...(mentions.length > 0 && { mentions: [...mentions] }) }
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
