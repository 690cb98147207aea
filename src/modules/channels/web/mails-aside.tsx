import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Said } from '#workspace/kit/section.tsx'
import { AsideMail, type Settled } from './aside-mail.tsx'
import styles from './channels.module.css'
import { asideQuery } from './queries.ts'
import { useDiscarding } from './use-discarding.ts'

/** Mails that were not made complaints, and why; what becomes of each is said here. */
export function MailsAside() {
  const say = useWords('channels')
  const query = useInfiniteQuery(asideQuery)
  const discarding = useDiscarding()
  const [settled, setSettled] = useState<Settled | null>(null)
  return (
    <>
      {settled !== null && (
        <div className={styles.settled}>
          <Said kept>
            {say(`web.aside.${settled.how}`)} <a href={`/app/complaints/${settled.id}`}>{settled.number}</a>
          </Said>
        </div>
      )}
      <Queried query={query} rows={6}>
        {({ pages }) => {
          const mails = pages.flatMap(({ data }) => data).filter(({ id }) => !discarding.leaving.has(id))
          return (
            <>
              {mails.length === 0 && !query.hasNextPage && <Empty title={say('web.aside.empty')}>{say('web.aside.empty_about')}</Empty>}
              <ul className={styles.mails} aria-label={say('web.aside.title')}>
                {mails.map((mail) => (
                  <AsideMail
                    key={mail.id}
                    mail={mail}
                    onSettled={setSettled}
                    onDiscard={(reason) => discarding.discard(mail.id, reason)}
                    refused={discarding.refused.get(mail.id)}
                  />
                ))}
              </ul>
              {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
            </>
          )
        }}
      </Queried>
    </>
  )
}
