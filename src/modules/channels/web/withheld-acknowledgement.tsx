import { useQuery } from '@tanstack/react-query'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { sendAcknowledgement } from '../contract/acknowledgements.ts'
import styles from './channels.module.css'
import { acknowledgementQuery } from './queries.ts'

/** Why the customer has not heard yet that we have their complaint, and the button that tells them. Nothing when they have. */
export function WithheldAcknowledgement({ complaint }: { complaint: string }) {
  const say = useWords('channels')
  const { data } = useQuery(acknowledgementQuery(complaint))
  const sending = useDoing(() => call(sendAcknowledgement, { complaint }), [['channels'], ['conversations'], ['complaints']])
  if (!data?.withheld) return null
  return (
    <section className={styles.withheld} aria-label={say('web.withheld.title')}>
      <p>{say('web.withheld.why', { reason: data.withheld.reason })}</p>
      {data.may.send && (
        <Act size="xs" busy={sending.isPending} onAct={() => sending.mutate()}>
          {say('web.withheld.send')}
        </Act>
      )}
      {sending.isError && <Refused why={sending.error} />}
    </section>
  )
}
