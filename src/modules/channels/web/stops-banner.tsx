import { useQuery } from '@tanstack/react-query'
import { Banner } from '#workspace/kit/banner.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import type { MailStop } from '../contract/mail-stops.ts'
import { stopsQuery } from './outgoing-queries.ts'
import { useStopInWords } from './stop-in-words.ts'

function StopNotice({ stop, held }: { stop: MailStop; held: number }) {
  const say = useWords('channels')
  const { moment } = useInWords()
  const { title, why } = useStopInWords()(stop)
  return (
    <Banner>
      <b>{title}</b> {why} {say('web.outgoing.since', { moment: moment(stop.begun_at) })}{' '}
      {stop.holds === 'outgoing' && held > 0 && `${say('web.outgoing.held', { count: held })} `}
      <a href="/app/settings/outgoing">{say('web.outgoing.look')}</a>
    </Banner>
  )
}

/** Stays while mail is held back, by a person or by an alarm: nobody should wait for what does not leave. */
export function StopsBanner() {
  const mayLook = useHolds('mailboxes.read')
  const { data } = useQuery({ ...stopsQuery, enabled: mayLook })
  return (
    <div role="status">
      {data?.running.map((stop) => (
        <StopNotice key={stop.id} stop={stop} held={data.held} />
      ))}
    </div>
  )
}
