import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { type Forwarded, type Message, nameComplainant } from '../contract.ts'
import { addressOf } from '../rules/shown-mailbox.ts'
import styles from './conversation.module.css'
import { useMessageAct } from './use-message-act.ts'

const whole = (from: NonNullable<Forwarded['from']>) => (from.name ? `${from.name} <${addressOf(from)}>` : addressOf(from))

function ForwardedLine({ forwarded: { from, date, subject } }: { forwarded: Forwarded }) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const writer = from === null ? say('web.forwarded.nobody') : whole(from)
  if (date === null) return <p>{say('web.forwarded.undated', { from: writer, subject })}</p>
  return <p>{say('web.forwarded.line', { from: writer, subject, date: /^\d{4}-\d\d-\d\dT/.test(date) ? moment(date) : date })}</p>
}

/** What a mail passes on: who wrote it, when, about what. Where the complaint has no customer yet, each of them is offered as one. */
export function ForwardedLines({ message }: { message: Message }) {
  const say = useWords('conversations')
  const naming = useMessageAct(message.complaint_id, (address: string) =>
    call(nameComplainant, { complaint: message.complaint_id, message: message.id }, { body: { address } }),
  )
  if (message.forwarded.length === 0) return null
  const writers = new Map(message.forwarded.flatMap(({ from }) => (from ? [[from.address, addressOf(from)]] : [])))
  return (
    <div className={styles.forwarded}>
      <Icon name="mail" />
      <div>
        {message.forwarded.map((one, at) => (
          <ForwardedLine key={`${at} ${one.subject}`} forwarded={one} />
        ))}
        {message.may.name_complainant &&
          [...writers].map(([address, shown]) => (
            <Act key={address} size="xs" busy={naming.isPending} onAct={() => naming.mutate(address)}>
              {say('web.forwarded.is_customer', { address: shown })}
            </Act>
          ))}
        {naming.isError && <Refused why={naming.error} />}
      </div>
    </div>
  )
}
