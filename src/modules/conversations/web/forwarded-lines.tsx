import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { type Forwarded, type Message, nameComplainant } from '../contract.ts'
import styles from './conversation.module.css'
import { useMessageAct } from './use-message-act.ts'

function ForwardedLine({ forwarded: { from, date, subject } }: { forwarded: Forwarded }) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const nobody = say('web.forwarded.nobody')
  const writer = from?.name ? `${from.name} <${from.address}>` : (from?.address ?? nobody)
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
  const writers = message.forwarded.flatMap(({ from }) => from?.address ?? [])
  return (
    <div className={styles.forwarded}>
      <Icon name="mail" />
      <div>
        {message.forwarded.map((one, at) => (
          <ForwardedLine key={`${at} ${one.subject}`} forwarded={one} />
        ))}
        {message.may.name_complainant &&
          [...new Set(writers)].map((address) => (
            <Act key={address} size="xs" busy={naming.isPending} onAct={() => naming.mutate(address)}>
              {say('web.forwarded.is_customer', { address })}
            </Act>
          ))}
        {naming.isError && <Refused why={naming.error} />}
      </div>
    </div>
  )
}
