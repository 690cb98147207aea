import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ComplaintRow } from '#modules/complaints/contract.ts'
import { HomeRows } from '#modules/complaints/web/home-rows.tsx'
import { countsQuery, type ListAsked, listQuery } from '#modules/complaints/web/queries.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Empty } from '#workspace/kit/empty.tsx'
import { Failed } from '#workspace/kit/failed.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { useHolds, useMe } from '#workspace/kit/me.ts'
import { openPalette } from '#workspace/kit/open-palette.ts'
import { FindButton } from '#workspace/kit/page-header.tsx'
import { Pane } from '#workspace/kit/pane.tsx'
import { useTitle } from '#workspace/kit/use-title.ts'
import { useWords } from '#workspace/language.ts'
import { OwnMenu } from '#workspace/own-menu.tsx'
import styles from './home-page.module.css'
import { HomeParts } from './home-parts.tsx'
import { listSearch } from './list-search.ts'

const shownOfMine = 8

function useTopRows(asked: ListAsked, limit: number) {
  const query = useInfiniteQuery(listQuery(asked, limit))
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

interface SidePaneProps {
  asked: ListAsked
  title: string
  none: string
  /** What is said beside each: since when, or until when. */
  line: (row: ComplaintRow) => string
}

function SidePane({ asked, title, none, line }: SidePaneProps) {
  const say = useWords('workspace')
  const complaints = useWords('complaints')
  const { rows } = useTopRows(asked, 5)
  const search = listSearch(asked)
  return (
    <Pane title={title} aside={<a href={`/app/complaints?${search}`}>{say('home.all')}</a>}>
      {rows.length === 0 && <p className={styles.none}>{none}</p>}
      <ul className={styles.side}>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={`/app/complaints/${row.id}?${search}`}>{row.customer?.name || complaints('web.nobody')}</a> <small>{line(row)}</small>
            <p lang={row.language}>{row.words}</p>
          </li>
        ))}
      </ul>
    </Pane>
  )
}

function Mine() {
  const mine = useTopRows({ view: 'mine' }, shownOfMine)
  const say = useWords('workspace')
  const go = useGo()
  const unassigned = useTopRows({ view: 'unassigned' }, 5)
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

/** Complaints themselves: mine, those that nobody has, those that wait. */
function Complaints() {
  const say = useWords('workspace')
  const { moment } = useInWords()
  const received = (row: ComplaintRow) => moment(row.received_at)
  const touched = (row: ComplaintRow) => say('home.since', { moment: moment(row.last_activity_at) })
  const awaited = (row: ComplaintRow) => (row.reply_by ? say('home.until', { moment: moment(row.reply_by) }) : received(row))
  return (
    <div className={styles.home}>
      <section aria-label={say('home.burns_first')}>
        <Mine />
      </section>
      <aside aria-label={say('home.beside')}>
        <SidePane asked={{ view: 'mine', sort: 'quiet' }} title={say('home.quiet')} none={say('home.nothing_quiet')} line={touched} />
        <SidePane asked={{ view: 'unassigned' }} title={say('home.without_owner')} none={say('home.all_owned')} line={received} />
        <SidePane asked={{ view: 'waiting' }} title={say('home.we_wait')} none={say('home.nobody_waits')} line={awaited} />
      </aside>
    </div>
  )
}

/** What burns first for this role, then what is mine. Who only reads sees how the record stands. */
export function HomePage() {
  const say = useWords('workspace')
  const go = useGo()
  const { whole } = useInWords()
  const mayOpen = useHolds('complaints.open')
  const { role } = useMe()
  const handles = useHolds('complaints.edit')
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
            <Act as="do" icon="add" keyOf="KeyC" onAct={() => go('/app/complaints/new')}>
              {say('place.new')}
            </Act>
          )}
        </div>
      </div>
      <Greeting mine={handles ? counts.data?.mine : undefined} />
      <HomeParts role={role} />
      {handles && <Complaints />}
    </>
  )
}
