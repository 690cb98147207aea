import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { type Alike, type Complaint, findAlike, mergeComplaint, readAlike, sayDifferent } from '../contract.ts'
import styles from './complaint.module.css'
import { useAct } from './use-act.ts'

const alikeQuery = (complaint: string) => ({
  queryKey: ['complaints', 'alike', complaint],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(readAlike, { complaint }, { signal }),
  staleTime: 60_000,
  meta: { topics: [`complaints:${complaint}`] },
})

/** Which one it is, in whose words, and why it looks the same. */
function AlikeLine({ alike }: { alike: Alike }) {
  const say = useWords('complaints')
  const { day } = useInWords()
  const why = alike.why.map((sign) => say(`web.alike.why.${sign}`, { orders: alike.orders.join(', ') }))
  return (
    <>
      <header>
        <b>
          <a href={`/app/complaints/${alike.id}`}>{alike.number}</a> {alike.subject}
        </b>
      </header>
      <small>
        {why.join(' · ')}, {day(alike.received_at)}, {say(`state.${alike.state}`)}
      </small>
    </>
  )
}

function Suggested({ complaint, alike }: { complaint: Complaint; alike: Alike }) {
  const say = useWords('complaints')
  const at = { complaint: complaint.id }
  const merging = useAct(complaint.id, () => call(mergeComplaint, at, { body: { into: alike.id, reason: say('web.alike.reason') } }))
  const different = useAct(complaint.id, () => call(sayDifferent, at, { body: { other: alike.id } }))
  const refused = merging.error ?? different.error
  return (
    <li className={styles.issue}>
      <AlikeLine alike={alike} />
      {refused !== null && <Refused why={refused} />}
      {complaint.may.edit && (
        <FormActs>
          {alike.may_merge && (
            <Act size="xs" busy={merging.isPending} onAct={() => merging.mutate(undefined)}>
              {say('web.alike.merge', { number: alike.number })}
            </Act>
          )}
          <Act as="plain" size="xs" busy={different.isPending} onAct={() => different.mutate(undefined)}>
            {say('web.alike.different')} <VisuallyHidden>{alike.number}</VisuallyHidden>
          </Act>
          {!alike.may_merge && alike.why.every((sign) => sign !== 'customer') && <span>{say('web.alike.other_customer')}</span>}
        </FormActs>
      )}
    </li>
  )
}

/** Complaints that may be the same matter; nothing stands here where none is. */
export function AlikePanel({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const { data } = useQuery(alikeQuery(complaint.id))
  if (data === undefined || data.data.length === 0) return null
  return (
    <Pane title={say('web.alike.title')}>
      <ul>
        {data.data.map((alike) => (
          <Suggested key={alike.id} complaint={complaint} alike={alike} />
        ))}
      </ul>
    </Pane>
  )
}

interface BeforeProps {
  text: string
  customer: string | null
}

/** The same while somebody writes a new one down: it may be there already. */
export function AlikeBefore({ text, customer }: BeforeProps) {
  const say = useWords('complaints')
  // asked again at every twentieth letter, not at each
  const asked = useMemo(() => text.slice(0, Math.floor(Math.min(text.length, 6000) / 20) * 20), [text])
  const { data } = useQuery({
    queryKey: ['complaints', 'alike', 'before', customer, asked],
    queryFn: ({ signal }) => call(findAlike, {}, { body: { text: asked, ...(customer !== null && { customer }) }, signal }),
    enabled: asked.length >= 20,
    placeholderData: (before) => before,
  })
  if (data === undefined || data.data.length === 0) return null
  return (
    <section role="status" aria-label={say('web.alike.before')}>
      <b>{say('web.alike.before')}</b>
      <ul>
        {data.data.map((alike) => (
          <li key={alike.id} className={styles.issue}>
            <AlikeLine alike={alike} />
          </li>
        ))}
      </ul>
    </section>
  )
}
