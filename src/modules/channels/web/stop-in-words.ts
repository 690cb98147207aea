import { useWords } from '#workspace/kit/desk.ts'
import type { MailStop } from '../contract/mail-stops.ts'

/** What is held back, and by whom or why. */
export function useStopInWords() {
  const say = useWords('channels')
  return ({ holds, mailbox, address, reason, begun_by, note }: MailStop): { title: string; why: string } => {
    const of = address ?? mailbox?.address
    const where = address ? 'address' : mailbox ? 'mailbox' : 'desk'
    const who = begun_by ? say('web.outgoing.by', { name: begun_by }) : say('web.outgoing.by_program')
    return {
      title: say(`web.outgoing.${holds}.${where}`, { of }),
      why: reason === 'by_hand' ? [who, note].filter(Boolean).join(' ') : say(`web.outgoing.reason.${reason}`),
    }
  }
}
