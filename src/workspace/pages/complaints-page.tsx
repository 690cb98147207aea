import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ComplaintList } from '#modules/complaints/web/complaint-list.tsx'
import { columnsShown } from '#modules/complaints/web/list-columns.tsx'
import { ListFilters } from '#modules/complaints/web/list-filters.tsx'
import { PickedBar } from '#modules/complaints/web/picked-bar.tsx'
import { countsQuery, type ListAsked } from '#modules/complaints/web/queries.ts'
import type { SavedView } from '#modules/worklist/contract.ts'
import { ColumnsMenu, ListFile, SortSelect, ToolLink, ToolsLine } from '#modules/worklist/web/list-tools.tsx'
import { columnsQuery, viewAddress, viewCountsQuery, viewsQuery } from '#modules/worklist/web/queries.ts'
import { KeepChanges, SaveView } from '#modules/worklist/web/save-view.tsx'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { Empty } from '#workspace/kit/empty.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { useHolds } from '#workspace/kit/me.ts'
import { openPalette } from '#workspace/kit/open-palette.ts'
import { FindButton, PageHeader } from '#workspace/kit/page-header.tsx'
import { useWords } from '#workspace/language.ts'
import { useAddress } from '#workspace/use-address.ts'
import { KeysLine } from './keys-line.tsx'
import { askedBy, listSearch, wholeQuery } from './list-search.ts'
import { useNear } from './use-near.ts'
import { ViewsLine } from './views-line.tsx'

const exactUpTo = 10_000

/** How many the list holds, where that is counted anyway. */
function useCount({ view, q, saved }: ListAsked, changed: boolean): number | undefined {
  const { data } = useQuery(countsQuery)
  const counts = useQuery({ ...viewCountsQuery, enabled: saved !== undefined && !changed })
  if (saved !== undefined) return changed ? undefined : (counts.data?.data.find((one) => one.view === saved)?.count ?? undefined)
  if (data === undefined || q !== undefined) return undefined
  return view in data ? data[view as keyof typeof data] : undefined
}

/** The house's views hold what is open; what a saved one holds only it knows. */
function Many({ many, saved }: { many: number | undefined; saved: boolean }) {
  const complaints = useWords('complaints')
  const { count } = useInWords()
  if (many === undefined) return null
  const shown = many > exactUpTo ? `${count(exactUpTo)}+` : count(many)
  return <Chip>{saved ? shown : complaints('web.count', { count: many, shown })}</Chip>
}

/** To all views; to the one that broke, where this is it. */
function ViewsLink({ saved }: { saved: SavedView | undefined }) {
  const worklist = useWords('worklist')
  const broken = saved !== undefined && saved.broken !== null
  return <ToolLink href={broken ? `/app/views#${saved.id}` : '/app/views'}>{worklist(broken ? 'web.mend' : 'web.manage')}</ToolLink>
}

interface ToolsProps {
  asked: ListAsked
  saved: SavedView | undefined
  changed: boolean
  columns: Parameters<typeof columnsShown>[1]
  onAsk: (asked: ListAsked) => void
}

/** Beside the filters: order, columns, the table, and keeping the list under a name. */
function Tools({ asked, saved, changed, columns, onAsk }: ToolsProps) {
  const go = useGo()
  const shown = columnsShown(asked.view, columns)
  const { sort: _sort, ...rest } = asked
  const query = wholeQuery(asked)
  return (
    <ToolsLine>
      <SortSelect sort={asked.sort} onSort={(sort) => onAsk(sort === undefined ? rest : { ...rest, sort })} />
      <ColumnsMenu shown={shown} ofView={Boolean(saved?.columns)} />
      <ListFile asked={asked} shown={shown} />
      {saved?.may.edit && changed && <KeepChanges view={saved} query={query} sort={asked.sort} onKept={({ id }) => go(viewAddress(id))} />}
      {(saved === undefined || changed) && (
        <SaveView key={query} query={query} sort={asked.sort} shown={shown} onSaved={({ id }) => go(viewAddress(id))} />
      )}
      <ViewsLink saved={saved} />
    </ToolsLine>
  )
}

/** A view's own columns, else one's own; null: the usual ones. */
function useColumns(saved: SavedView | undefined) {
  const own = useQuery(columnsQuery)
  return saved?.columns ?? own.data?.columns ?? null
}

/** The complaints of a view, or of one that somebody saved, narrowed by what the address says. */
function Listed({ saved, header }: { saved: SavedView | undefined; header: (many: number | undefined, title: string) => ReactNode }) {
  const complaints = useWords('complaints')
  const go = useGo()
  const near = useNear()
  const { search } = useAddress()
  const asked = askedBy(search, saved)
  const changed = saved !== undefined && listSearch(askedBy({ saved: saved.id }, saved)) !== listSearch(asked)
  const many = useCount(asked, changed)
  const columns = useColumns(saved)
  const ask = (next: ListAsked) => go(`/app/complaints?${listSearch(next)}`)
  const { q: _q, ...rest } = asked
  return (
    <>
      {header(many, saved?.name ?? complaints(`view.${asked.view}`))}
      <ViewsLine view={saved === undefined ? asked.view : null} saved={saved?.id} />
      <ComplaintList
        key={listSearch(asked)}
        asked={asked}
        columns={columns}
        hrefOf={({ id }) => `/app/complaints/${id}?${listSearch(asked)}`}
        filters={
          <>
            <ListFilters query={asked.q ?? ''} onQuery={(q) => ask(q === '' ? rest : { ...rest, q })} />
            <Tools asked={asked} saved={saved} changed={changed} columns={columns} onAsk={ask} />
          </>
        }
        bar={(picked, letGo) => <PickedBar picked={picked} onNone={letGo} />}
        onLoosen={() => ask(rest)}
        onNear={({ id }) => near(id)}
      />
      <KeysLine />
    </>
  )
}

/** Complaints as a list: a view of the house, or one that was saved. */
export function ComplaintsPage() {
  const say = useWords('workspace')
  const worklist = useWords('worklist')
  const go = useGo()
  const mayOpen = useHolds('complaints.open')
  const { search } = useAddress()
  const views = useQuery({ ...viewsQuery, enabled: search['saved'] !== undefined })
  const saved = views.data?.data.find(({ id }) => id === search['saved'])
  const acts = (
    <>
      <FindButton onFind={openPalette} />
      {mayOpen && (
        <Act as="do" icon="add" keyOf="KeyC" onAct={() => go('/app/complaints/new')}>
          {say('place.new')}
        </Act>
      )}
    </>
  )
  const header = (many: number | undefined, title: string) => (
    <PageHeader title={title} beside={<Many many={many} saved={saved !== undefined} />} acts={acts} />
  )
  if (search['saved'] === undefined || saved !== undefined) return <Listed saved={saved} header={header} />
  if (views.isPending) return <Loading rows={8} />
  return (
    <>
      {header(undefined, worklist('web.views'))}
      <ViewsLine view={null} saved={undefined} />
      <Empty title={worklist('web.gone')} offer={<Act onAct={() => go('/app/complaints?view=open')}>{worklist('web.to_list')}</Act>} />
    </>
  )
}
