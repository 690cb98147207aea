import { useQueryClient } from '@tanstack/react-query'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { handMessage, type Message, markArrived, sendAgain, withdrawMessage } from '../contract.ts'
import { addressOf } from '../rules/shown-mailbox.ts'
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

/** When it is tried again, and what was said of each of those whom it did not reach. */
function Answers({ message }: { message: Message }) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const refused = message.recipients.filter(({ bounced, due, said }) => (bounced || due) && said !== null)
  return (
    <>
      {message.next_try_at !== null && message.state_reason !== 'later' && (
        <p className={styles.second}>{say('web.next_try', { moment: moment(message.next_try_at) })}</p>
      )}
      {refused.map(({ said, due, ...one }) => (
        <p key={one.address} className={styles.second}>
          {say(due ? 'web.due_for' : 'web.refused_by', { address: addressOf(one), words: said })}
        </p>
      ))}
    </>
  )
}

/** Held back, or tried again later. */
const isWaiting = ({ state, state_reason }: Message): boolean => state === 'queued' && state_reason !== null

interface TroubleProps {
  message: Message
  trouble: (typeof troubles)[number] | undefined
}

function Trouble({ message, trouble }: TroubleProps) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const leaves = message.state_reason === 'later' ? message.next_try_at : null
  return (
    <>
      <p>
        <b>{leaves === null ? say(`web.trouble.${trouble ?? 'waiting'}`) : say('web.later.waits', { moment: moment(leaves) })}</b>{' '}
        {trouble !== undefined && say(`state_help.${trouble}`)}
      </p>
      <Reason message={message} />
      <Answers message={message} />
    </>
  )
}

/** What became of a message of ours: quiet when it is well, a notice with ways on when it is not. */
export function Delivery({ message }: { message: Message }) {
  const say = useWords('conversations')
  const queries = useQueryClient()
  const acting = useMessageAct(message.complaint_id, async (way: Way) => {
    await take(message, way)
    // What is taken back is a draft again.
    if (way === 'withdraw') await queries.invalidateQueries({ queryKey: ['conversations', 'draft', message.complaint_id] })
  })
  const trouble = troubleOf(message)
  const ways = waysOf(message)
  const waits = isWaiting(message)
  if (trouble === undefined && !waits && !message.may.withdraw) return null
  const offered = trouble === undefined ? ways.filter((way) => way === 'withdraw') : ways
  const acts = (
    <>
      <Ways ways={offered} busy={acting.isPending} onTake={(way) => acting.mutate(way)} />
      {acting.isError && <Refused why={acting.error} />}
    </>
  )
  if (trouble === undefined && !waits) return <div className={styles.acts}>{acts}</div>
  return (
    <div className={styles.trouble} role="group" aria-label={say(`state.${trouble ?? 'queued'}`)}>
      <Trouble message={message} trouble={trouble} />
      {acts}
    </div>
  )
}

function Ways({ ways, busy, onTake }: { ways: readonly Way[]; busy: boolean; onTake: (way: Way) => void }) {
  const say = useWords('conversations')
  return (
    <div className={styles.row}>
      {ways.map((way) => (
        <Act key={way} size="xs" busy={busy} onAct={() => onTake(way)}>
          {say(`web.way.${way}`)}
        </Act>
      ))}
    </div>
  )
}
