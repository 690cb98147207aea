import { useQuery } from '@tanstack/react-query'
import { views } from '#modules/complaints/contract.ts'
import { ComplaintList } from '#modules/complaints/web/complaint-list.tsx'
import { ListFilters } from '#modules/complaints/web/list-filters.tsx'
import { PickedBar } from '#modules/complaints/web/picked-bar.tsx'
import { countsQuery, customerQuery, type FilterName, filterNames, type ListAsked } from '#modules/complaints/web/queries.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { FindButton, PageHeader } from '#workspace/kit/page-header.tsx'
import { openPalette } from '#workspace/kit/palette.tsx'
import { useWords } from '#workspace/language.ts'
import { useAddress } from '#workspace/use-address.ts'
import { KeysLine } from './keys-line.tsx'
import { listSearch } from './list-search.ts'
import { ViewsLine } from './views-line.tsx'

/** What the address asks for; a view that is none is the open ones. */
export function askedBy(search: Record<string, string | undefined>): ListAsked {
  const filters = filterNames.flatMap((name) => (search[name] ? [[name, search[name]]] : []))
  return { view: views.find((view) => view === search['view']) ?? 'open', ...Object.fromEntries(filters) }
}

function useCount({ view, ...filters }: ListAsked): number | undefined {
  const { data } = useQuery(countsQuery)
  if (data === undefined || Object.keys(filters).length > 0 || view === 'closed' || view === 'all') return undefined
  return data[view]
}

/** The complaints of one view, narrowed by what the address says. */
export function ComplaintsPage() {
  const say = useWords('workspace')
  const complaints = useWords('complaints')
  const go = useGo()
  const { count } = useInWords()
  const mayOpen = useHolds('complaints.open')
  const asked = askedBy(useAddress().search)
  const many = useCount(asked)
  const customer = useQuery({ ...customerQuery(asked.customer ?? ''), enabled: asked.customer !== undefined })
  const filter = (name: FilterName, value: string | undefined) => {
    const { [name]: _before, ...others } = asked
    go(`/app/complaints?${listSearch(value === undefined ? others : { ...others, [name]: value })}`)
  }
  return (
    <>
      <PageHeader
        title={complaints(`view.${asked.view}`)}
        beside={many !== undefined && <Chip>{complaints('web.count', { count: many, shown: count(many) })}</Chip>}
        acts={
          <>
            <FindButton onFind={openPalette} />
            {mayOpen && (
              <Act as="do" icon="add" keyCap="C" onAct={() => go('/app/complaints/new')}>
                {say('place.new')}
              </Act>
            )}
          </>
        }
      />
      <ViewsLine view={asked.view} />
      <ComplaintList
        key={listSearch(asked)}
        asked={asked}
        hrefOf={({ id }) => `/app/complaints/${id}?${listSearch(asked)}`}
        filters={<ListFilters asked={asked} onFilter={filter} customerName={customer.data?.name} />}
        bar={(picked, letGo) => <PickedBar picked={picked} onNone={letGo} />}
        onLoosen={() => go(`/app/complaints?view=${asked.view}`)}
      />
      <KeysLine />
    </>
  )
}
