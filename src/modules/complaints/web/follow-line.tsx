import { Popover } from '@mantine/core'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { endMention, followComplaint, type Readers, readReaders, unfollowComplaint } from '../contract.ts'
import styles from './complaint.module.css'

const readersQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['complaints', 'readers', complaint],
    queryFn: ({ signal }) => call(readReaders, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

type Reader = Readers['readers'][number]

function ReaderLine({ complaint, reader, mayEnd }: { complaint: string; reader: Reader; mayEnd: boolean }) {
  const say = useWords('complaints')
  const { moment } = useInWords()
  const { why, who, by, at } = reader
  const name = who?.name ?? ''
  const ending = useDoing(() => call(endMention, { complaint, agent: who?.id ?? '' }), [['complaints']])
  return (
    <li>
      {say(`web.follow.because.${why}`, { name, by: by ?? '', moment: at === null ? '' : moment(at) })}{' '}
      {why === 'mentioned' && mayEnd && (
        <SmallAct aria-label={say('web.follow.end_for', { name })} onAct={() => !ending.isPending && ending.mutate()}>
          {say('web.follow.end')}
        </SmallAct>
      )}
      {ending.isError && <Refused why={ending.error} />}
    </li>
  )
}

function WhoSees({ complaint, readers }: { complaint: string; readers: Readers }) {
  const say = useWords('complaints')
  const followers = readers.followers.map(({ name }) => name).join(', ')
  return (
    <div className={styles.readers}>
      <ul>
        {readers.readers.map((reader) => (
          <ReaderLine key={`${reader.why} ${reader.who?.id}`} complaint={complaint} reader={reader} mayEnd={readers.may.end_mention} />
        ))}
      </ul>
      <p>{followers === '' ? say('web.follow.nobody') : say('web.follow.followers', { names: followers })}</p>
    </div>
  )
}

/** Follow, and who may see this complaint, each with the reason. */
export function FollowLine({ complaint }: { complaint: string }) {
  const say = useWords('complaints')
  const queries = useQueryClient()
  const query = useQuery(readersQuery(complaint))
  const follows = query.data?.follows === true
  const doing = useDoing(async () => {
    const now = await call(follows ? unfollowComplaint : followComplaint, { complaint })
    queries.setQueryData(readersQuery(complaint).queryKey, now)
  }, [])
  return (
    <p className={styles.follow}>
      {query.data?.may.follow && (
        <button
          type="button"
          className={styles.following}
          aria-pressed={follows}
          title={follows ? say('web.follow.stop_about') : undefined}
          onClick={() => !doing.isPending && doing.mutate()}
        >
          {say(follows ? 'web.follow.stop' : 'web.follow.act')}
        </button>
      )}
      <Popover position="bottom-start" shadow="md" width={340} trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={styles.following}>
            {say('web.follow.who')}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={say('web.follow.who')}>
          <Queried query={query}>{(readers) => <WhoSees complaint={complaint} readers={readers} />}</Queried>
        </Popover.Dropdown>
      </Popover>
      {doing.isError && <Refused why={doing.error} />}
    </p>
  )
}
