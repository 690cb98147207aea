import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ComplaintRow } from '#modules/complaints/contract.ts'
import { HomeRows } from '#modules/complaints/web/home-rows.tsx'
import { countsQuery, listQuery } from '#modules/complaints/web/queries.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Empty } from '#workspace/kit/empty.tsx'
import { Failed } from '#workspace/kit/failed.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { useHolds, useMe } from '#workspace/kit/me.ts'
import { FindButton } from '#workspace/kit/page-header.tsx'
import { openPalette } from '#workspace/kit/palette.tsx'
import { Pane } from '#workspace/kit/pane.tsx'
import { useWords } from '#workspace/language.ts'
import { OwnMenu } from '#workspace/own-menu.tsx'
import { FirstRun } from './first-run.tsx'
import styles from './home-page.module.css'
import { useTitle } from './use-title.ts'

const shownOfMine = 8

function useTopRows(view: 'mine' | 'waiting' | 'unassigned', limit: number) {
  const query = useInfiniteQuery(listQuery({ view }, limit))
  return { ...query, rows: query.data?.pages[0]?.data ?? [] }
}

const partOfDay = () => {
  const { hour } = Temporal.Now.plainTimeISO()
  if (hour < 12) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}

/** Is anything mine, and what stands beside it: said in sentences. */
function Greeting({ mine }: { mine: number | undefined }) {
  const say = useWords('workspace')
  const { name } = useMe()
  const first = name.split(' ')[0]
  const hello = say(`home.good_${partOfDay()}`, { name: first })
  const { data } = useQuery(countsQuery)
  return (
    <div className={styles.hello}>
      <h1>
        {hello} {mine !== undefined && say(mine === 0 ? 'home.nothing_mine' : 'home.mine', { count: mine })}
      </h1>
      {data && (
        <p>
          {say('home.unassigned', { count: data.unassigned })} {data.waiting > 0 && say('home.waiting', { count: data.waiting })}
        </p>
      )}
    </div>
  )
}

function SidePane({ view, title, none }: { view: 'waiting' | 'unassigned'; title: string; none: string }) {
  const say = useWords('workspace')
  const complaints = useWords('complaints')
  const { moment } = useInWords()
  const { rows } = useTopRows(view, 5)
  const line = (row: ComplaintRow) =>
    view === 'waiting' && row.reply_by ? say('home.until', { moment: moment(row.reply_by) }) : moment(row.received_at)
  return (
    <Pane title={title} aside={<a href={`/app/complaints?view=${view}`}>{say('home.all')}</a>}>
      {rows.length === 0 && <p className={styles.none}>{none}</p>}
      <ul className={styles.side}>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={`/app/complaints/${row.id}?view=${view}`}>{row.customer?.name || complaints('web.nobody')}</a>{' '}
            <small>{line(row)}</small>
            <p lang={row.language}>{row.words}</p>
          </li>
        ))}
      </ul>
    </Pane>
  )
}

function Mine({ mine }: { mine: ReturnType<typeof useTopRows> }) {
  const say = useWords('workspace')
  const go = useGo()
  const unassigned = useTopRows('unassigned', 5)
  const oldest = unassigned.rows[0]
  if (mine.isPending) return <Loading rows={4} />
  if (mine.isError) return <Failed why={mine.error} onAgain={() => void mine.refetch()} />
  if (mine.rows.length > 0) return <HomeRows rows={mine.rows} more={mine.hasNextPage} />
  const offer = oldest && <Act onAct={() => go(`/app/complaints/${oldest.id}?view=unassigned`)}>{say('home.take_oldest')}</Act>
  return (
    <Empty title={say('home.empty')} offer={offer}>
      {say('home.empty_safe')}
    </Empty>
  )
}

/** What burns first of what is mine; for a new administrator, what is still to do. */
export function HomePage() {
  const say = useWords('workspace')
  const go = useGo()
  const { whole } = useInWords()
  const mayOpen = useHolds('complaints.open')
  const manages = useHolds('people.manage')
  const mine = useTopRows('mine', shownOfMine)
  const counts = useQuery(countsQuery)
  useTitle(say('place.home'))
  return (
    <>
      <div className={styles.bar}>
        <span>{whole(Temporal.Now.instant())}</span>
        <span className={styles.own}>
          <OwnMenu />
        </span>
        <div className={styles.acts}>
          <FindButton onFind={openPalette} />
          {mayOpen && (
            <Act as="do" icon="add" keyCap="C" onAct={() => go('/app/complaints/new')}>
              {say('place.new')}
            </Act>
          )}
        </div>
      </div>
      <Greeting mine={counts.data?.mine} />
      {manages && <FirstRun />}
      <div className={styles.home}>
        <section aria-label={say('home.burns_first')}>
          <Mine mine={mine} />
        </section>
        <aside aria-label={say('home.beside')}>
          <SidePane view="unassigned" title={say('home.without_owner')} none={say('home.all_owned')} />
          <SidePane view="waiting" title={say('home.we_wait')} none={say('home.nobody_waits')} />
        </aside>
      </div>
    </>
  )
}
