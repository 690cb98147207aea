import { useQuery } from '@tanstack/react-query'
import { Banner } from '#workspace/kit/banner.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { alarmsQuery } from './queries.ts'

/** Stays while a mailbox cannot be read, cannot send, or is silent for far too long: complaints may be waiting where nobody looks. */
export function MailboxAlarms() {
  const say = useWords('channels')
  const { moment } = useInWords()
  const mayLook = useHolds('mailboxes.read')
  const { data } = useQuery({ ...alarmsQuery, enabled: mayLook })
  return (
    <div role="status">
      {data?.data.map(({ id, kind, mailbox, since, missed }) => (
        <Banner key={id}>
          {say(`web.alarms.${kind}`, { mailbox: mailbox.address, since: moment(since), count: missed ?? 0 })}{' '}
          <a href={`/app/settings/mailboxes?health=${mailbox.id}`}>{say('web.alarms.look')}</a>
        </Banner>
      ))}
    </div>
  )
}
