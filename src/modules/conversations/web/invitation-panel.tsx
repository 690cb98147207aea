import { useWords } from '#workspace/kit/desk.ts'
import { FactsList } from '#workspace/kit/facts-list.tsx'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { Invitation, Message } from '../contract.ts'
import { nameOf } from '../rules/shown-mailbox.ts'
import { appointedWhen } from './appointed-when.ts'
import styles from './conversation.module.css'

// Beyond these a list of names tells nobody anything.
const mostNamed = 8

/** Who takes part, with what each has answered. */
function usePeople({ organiser, people }: Invitation): string {
  const say = useWords('conversations')
  const others = people.filter(({ address }) => address.toLowerCase() !== organiser?.address.toLowerCase())
  const named = others.slice(0, mostNamed).map((one) => say(`web.invitation.answer.${one.answer ?? 'needs-action'}`, { name: nameOf(one) }))
  return [
    ...(organiser === null ? [] : [say('web.invitation.organiser', { name: nameOf(organiser) })]),
    ...named,
    ...(others.length > mostNamed ? [say('web.invitation.more', { count: others.length - mostNamed })] : []),
  ].join(', ')
}

/** `FREQ=WEEKLY;COUNT=4` in words, where a word is true of the whole rule; the calendar file has the rest. */
function rhythmOf(rule: string): string {
  const every = /(?:^|;)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)/i.exec(rule)?.[1]?.toLowerCase()
  const skips = /(?:^|;)INTERVAL=(?!1(?:;|$))/i.test(rule) || (every === 'daily' && /(?:^|;)BY/i.test(rule))
  return every === undefined || skips ? 'other' : every
}

function OneInvitation({ invitation, told }: { invitation: Invitation; told: boolean }) {
  const say = useWords('conversations')
  const words = useInWords()
  const people = usePeople(invitation)
  const { method, what, where, repeats, description } = invitation
  const when = appointedWhen(invitation, { zone: Temporal.Now.timeZoneId(), words, say })
  const facts = [
    {
      name: say('web.invitation.when'),
      value: repeats === null ? when : `${when} · ${say(`web.invitation.repeats.${rhythmOf(repeats)}`)}`,
    },
    ...(where === '' ? [] : [{ name: say('web.invitation.where'), value: where }]),
    ...(people === '' ? [] : [{ name: say('web.invitation.who'), value: people }]),
    ...(told || description === ''
      ? []
      : [{ name: say('web.invitation.about'), value: <span className={styles.written}>{description}</span> }]),
  ]
  return (
    <div className={styles.invitation}>
      <p>
        <Icon name="calendar" /> <b>{say(`web.invitation.method.${method}`, { what: what || say('web.invitation.nameless') })}</b>
      </p>
      <FactsList facts={facts} />
      {(method === 'request' || method === 'counter') && <p className={styles.second}>{say('web.invitation.answer_it')}</p>}
    </div>
  )
}

/** The appointments that a mail brings: what, when, where, who; and whether it invites, cancels or answers. */
export function InvitationPanel({ message: { invitations, visible_text } }: { message: Message }) {
  // Most calendars repeat the words of the mail.
  const told = visible_text.trim() !== ''
  return invitations.map((one, at) => <OneInvitation key={`${at} ${one.uid}`} invitation={one} told={told} />)
}
