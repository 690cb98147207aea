import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { approveRemedy, type Waiting } from '../contract.ts'
import { GuardFacts } from '../guards/web/guard-facts.tsx'
import { shownOf, waitingQuery } from './queries.ts'
import styles from './remedies.module.css'
import { ReasonForm } from './remedy-acts.tsx'
import { useRemedyWords, useSums } from './use-remedy-words.ts'

/** What stands already: pieces count together. */
function useBefore({ given: { complaint, customer } }: Waiting): string {
  const say = useWords('remedies')
  const sum = useSums()
  const here = say('web.given_here', { here: sum(complaint) })
  return customer === null ? here : `${here} · ${say('web.given_customer', { sum: sum(customer) })}`
}

/** What bears on a yes or no, each with its name. */
function useFactLines(remedy: Waiting): [string, string | null][] {
  const say = useWords('remedies')
  const sum = useSums()
  const { moment } = useInWords()
  const { binds, order, worth, money, budget } = remedy
  const before = useBefore(remedy)
  const inHouse = worth !== null && worth.currency !== money?.currency ? sum(worth) : null
  return [
    ['why', binds && say(`limit.${binds}`)],
    ['basis', say(`basis.${remedy.basis}`)],
    ['issue', remedy.issue.title],
    ['explanation', remedy.explanation],
    ['evidence', remedy.evidence],
    ['departs', remedy.departs],
    ['order', order && say('web.of_order', { number: order.number, paid: sum(order.paid) })],
    ['worth', inHouse],
    ['given', before],
    ['budget', budget && say(`web.budget_${budget.opened ? 'opened' : 'left'}`, { left: sum(budget.left) })],
    [
      'signed',
      remedy.approvals
        .map(({ by, in_place_of }) => (in_place_of === null ? by.name : say('web.in_place_of', { name: by.name, other: in_place_of })))
        .join(', '),
    ],
    ['asked_by', `${remedy.proposed_by.name} · ${moment(remedy.requested_at ?? remedy.proposed_at)}`],
    ['until', remedy.expires_at && moment(remedy.expires_at)],
  ]
}

/** Everything that a yes or no needs, a line each. */
function Facts({ remedy }: { remedy: Waiting }) {
  const say = useWords('remedies')
  const lines = useFactLines(remedy)
  return (
    <dl className={styles.facts}>
      {lines.map(([name, line]) =>
        !line ? null : (
          <div key={name}>
            <dt>{say(`web.fact.${name}`)}</dt>
            <dd>{line}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function One({ remedy }: { remedy: Waiting }) {
  const say = useWords('remedies')
  const words = useRemedyWords()
  const [refusing, setRefusing] = useState(false)
  const { complaint, id } = remedy
  const doing = useDoing(() => call(approveRemedy, { complaint: complaint.id, remedy: id }), shownOf(complaint.id))
  const named = say('web.for', { remedy: words(remedy), name: complaint.customer?.name || complaint.number })
  return (
    <li className={styles.waiting} aria-label={named}>
      <h2>{words(remedy)}</h2>
      <p>
        <a href={`/app/complaints/${complaint.id}`}>
          {complaint.customer?.name || complaint.number} · {complaint.number}
        </a>
      </p>
      <Facts remedy={remedy} />
      <GuardFacts complaint={complaint.id} facts={remedy.guards} />
      {doing.isError && <Refused why={doing.error} />}
      {refusing ? (
        <ReasonForm remedy={remedy} act="refuse" onDone={() => setRefusing(false)} />
      ) : (
        <FormActs>
          <Act
            as="do"
            size="lg"
            busy={doing.isPending}
            onAct={() => doing.mutate()}
            notYet={remedy.may.approve ? undefined : say('web.not_yours')}
          >
            {say('web.act.approve')}
          </Act>
          <Act size="lg" onAct={() => setRefusing(true)} notYet={remedy.may.refuse ? undefined : say('web.not_yours')}>
            {say('web.act.refuse')}
          </Act>
        </FormActs>
      )}
    </li>
  )
}

/** What waits for the reader's yes or no, the one that waits longest first. Silence approves nothing. */
export function WaitingList() {
  const say = useWords('remedies')
  const query = useInfiniteQuery(waitingQuery)
  return (
    <Queried query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ data }) => data)
        if (rows.length === 0) return <Empty title={say('web.none_waits')}>{say('web.none_waits_about')}</Empty>
        return (
          <>
            <ul className={styles.queue}>
              {rows.map((remedy) => (
                <One key={remedy.id} remedy={remedy} />
              ))}
            </ul>
            {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
          </>
        )
      }}
    </Queried>
  )
}
