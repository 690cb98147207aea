import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { handMessage, type Message, markArrived, sendAgain, withdrawMessage } from '../contract.ts'
import styles from './conversation.module.css'
import { useMessageAct } from './use-message-act.ts'

const troubles = ['failed', 'bounced', 'unsure'] as const
const troubleOf = ({ state }: Message) => troubles.find((trouble) => trouble === state)

type Way = 'send_again' | 'mark_arrived' | 'withdraw' | 'printed' | 'told'

const take = (message: Message, way: Way): Promise<unknown> => {
  const at = { complaint: message.complaint_id, message: message.id }
  if (way === 'send_again') return call(sendAgain, at)
  if (way === 'mark_arrived') return call(markArrived, at)
  if (way === 'withdraw') return call(withdrawMessage, at)
  return call(handMessage, at, { body: { how: way } })
}

const waysOf = ({ may }: Message): Way[] => [
  ...(may.send_again ? (['send_again'] as const) : []),
  ...(may.mark_arrived ? (['mark_arrived'] as const) : []),
  ...(may.hand ? (['printed', 'told'] as const) : []),
  ...(may.withdraw ? (['withdraw'] as const) : []),
]

/** A code of our own in words, or what the other server said. */
function Reason({ message }: { message: Message }) {
  const say = useWords('conversations')
  if (!message.state_reason) return null
  const ours = /^[a-z_]+$/.test(message.state_reason)
  return (
    <p className={styles.second}>
      {ours ? say(`web.reason.${message.state_reason}`) : say('web.server_said', { words: message.state_reason })}
    </p>
  )
}

/** What became of a message of ours: quiet when it is well, a notice with ways on when it is not. */
export function Delivery({ message }: { message: Message }) {
  const say = useWords('conversations')
  const acting = useMessageAct(message.complaint_id, (way: Way) => take(message, way))
  const trouble = troubleOf(message)
  const ways = waysOf(message)
  if (trouble === undefined && !message.may.withdraw) return null
  const buttons = (trouble === undefined ? (['withdraw'] as const) : ways).map((way) => (
    <Act key={way} size="xs" busy={acting.isPending} onAct={() => acting.mutate(way)}>
      {say(`web.way.${way}`)}
    </Act>
  ))
  return (
    <div
      className={trouble === undefined ? styles.acts : styles.trouble}
      {...(trouble !== undefined && { role: 'group', 'aria-label': say(`state.${trouble}`) })}
    >
      {trouble !== undefined && (
        <p>
          <b>{say(`web.trouble.${trouble}`)}</b> {say(`state_help.${trouble}`)}
        </p>
      )}
      {trouble !== undefined && <Reason message={message} />}
      <div className={styles.row}>{buttons}</div>
      {acting.isError && <Refused why={acting.error} />}
    </div>
  )
}
