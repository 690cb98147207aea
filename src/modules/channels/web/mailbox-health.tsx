import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Say, useWords } from '#workspace/kit/desk.ts'
import { type FactLine, FactsList } from '#workspace/kit/facts-list.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import type { MailboxHealth as Health, Mailbox } from '../contract.ts'
import { healthQuery } from './queries.ts'

interface Speaking {
  say: Say
  words: InWords
}

function waits(out: Health['out'], { say }: Speaking): string {
  const parts = (['queued', 'deferred', 'failed', 'unsure'] as const).filter((state) => out[state] > 0)
  return parts.map((state) => say(`web.health.${state}`, { count: out[state] })).join(' · ') || say('web.health.nothing_waits')
}

function silence({ missed, alarms }: Health, { say, words }: Speaking) {
  if (missed === null) return say('web.health.learning')
  const count = Math.round(missed)
  if (count < 1) return say('web.health.usual')
  const sentence = say('web.health.missed', { count: words.count(count) })
  return alarms.includes('silent') ? <b>{sentence}</b> : sentence
}

function trouble(found: Health['read_trouble'], { say, words }: Speaking) {
  if (found === null) return say('web.health.fine')
  return (
    <>
      <b>{say('web.test.said', { said: found.said })}</b> {say('web.health.since', { moment: words.moment(found.since) })}
    </>
  )
}

function factsOf(health: Health, mailbox: Mailbox, speaking: Speaking): FactLine[] {
  const { say, words } = speaking
  const at = (moment: string | null) => (moment === null ? say('web.health.never') : words.moment(moment))
  const { listening, next_try_at } = health
  const reads: FactLine[] = [
    { name: say('web.health.reading'), value: trouble(health.read_trouble, speaking) },
    { name: say('web.health.last_read'), value: at(health.last_read_at) },
    {
      name: say('web.health.listening'),
      value: listening ? say(`web.health.${listening.how}`, { moment: words.moment(listening.since) }) : say('web.health.deaf'),
    },
    ...(next_try_at === null ? [] : [{ name: say('web.health.next_try'), value: words.moment(next_try_at) }]),
  ]
  const sends: FactLine[] = [
    { name: say('web.health.sending'), value: trouble(health.send_trouble, speaking) },
    { name: say('web.health.last_out'), value: at(health.last_out_at) },
  ]
  return [
    ...(mailbox.imap ? reads : []),
    { name: say('web.health.last_in'), value: at(health.last_in_at) },
    { name: say('web.health.unread'), value: words.count(health.unread) },
    { name: say('web.health.silence'), value: silence(health, speaking) },
    ...(mailbox.smtp ? sends : []),
    { name: say('web.health.out'), value: waits(health.out, speaking) },
  ]
}

/** What goes out through no mailbox of ours, while anything of it waits. */
export function HouseWaiting() {
  const say = useWords('channels')
  const words = useInWords()
  const house = useQuery(healthQuery).data?.house
  if (!house || Object.values(house).every((count) => count === 0)) return null
  return (
    <Rows name={say('web.health.house')}>
      <Row title={say('web.health.house')} line={`${say('web.health.house_about')} ${waits(house, { say, words })}`} />
    </Rows>
  )
}

/** How one mailbox is: what came and went last, what waits, what is wrong since when, when it is tried again. */
export function MailboxHealth({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const say = useWords('channels')
  const words = useInWords()
  const query = useQuery(healthQuery)
  // Nothing is to be filled in here, so the keys stand on what closes it.
  const inside = useRef<HTMLDivElement>(null)
  useEffect(() => inside.current?.closest('section')?.querySelector('button')?.focus(), [])
  return (
    <InPlace title={say('web.health.title', { address: mailbox.address })} onClose={onClose}>
      <div ref={inside}>
        <Queried query={query}>
          {({ data, house }) => {
            const health = data.find(({ id }) => id === mailbox.id)
            const beside = { name: say('web.health.house'), value: waits(house, { say, words }) }
            return health ? <FactsList facts={[...factsOf(health, mailbox, { say, words }), beside]} /> : say('web.health.ended')
          }}
        </Queried>
      </div>
    </InPlace>
  )
}
