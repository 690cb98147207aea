import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { CustomerHistory } from '#modules/complaints/web/customer-history.tsx'
import { KnownCustomer } from '#modules/complaints/web/customer-pane.tsx'
import { listQuery } from '#modules/complaints/web/queries.ts'
import { promisesQuery } from '#modules/promises/web/queries.ts'
import { useInWords } from '../kit/in-words.ts'
import { Pane } from '../kit/pane.tsx'
import { useWords } from '../language.ts'
import styles from './pages.module.css'

const ended = ['closed', 'merged', 'withdrawn', 'not_complaint']
/** Of so many running complaints what was promised is looked up. */
const most = 5

/** What we still owe this customer on one complaint. */
function OpenPromises({ complaint }: { complaint: string }) {
  const { moment } = useInWords()
  const { data } = useQuery(promisesQuery(complaint))
  const open = (data?.data ?? []).filter(({ state }) => ['open', 'reagreed', 'broken'].includes(state))
  return open.map(({ id, text, due, complaint: of }) => (
    <li key={id}>
      <a href={`/app/complaints/${of.id}`}>{of.number}</a> {text} · {moment(due)}
    </li>
  ))
}

/** Who is there, before they speak: what they need, what happened before, what we promised. What people look like, or are, is nobody's business. */
export function CustomerSnapshot({ customer }: { customer: string }) {
  const say = useWords('workspace')
  const { data } = useInfiniteQuery(listQuery({ view: 'all', customer }))
  const running = (data?.pages[0]?.data ?? []).filter(({ state }) => !ended.includes(state)).slice(0, most)
  return (
    <div className={styles.snapshot}>
      <Pane title={say('snapshot.known')}>
        <KnownCustomer id={customer} />
      </Pane>
      {running.length > 0 && (
        <Pane title={say('snapshot.promised')}>
          <ul className={styles.promised}>
            {running.map(({ id }) => (
              <OpenPromises key={id} complaint={id} />
            ))}
          </ul>
        </Pane>
      )}
      <Pane title={say('snapshot.before')}>
        <CustomerHistory customer={customer} />
      </Pane>
    </div>
  )
}
