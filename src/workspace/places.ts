import type { countComplaints } from '#modules/complaints/contract.ts'
import { viewAddress } from '#modules/worklist/web/queries.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { IconName } from './kit/icons.tsx'
import { useMe } from './kit/me.ts'
import type { NavPlace } from './kit/nav-item.tsx'
import { useWords } from './language.ts'
import { usePart, useSearched, withoutBase } from './use-address.ts'

type Counts = AnswerOf<typeof countComplaints>
const views = ['mine', 'unassigned', 'team', 'open', 'due', 'waiting', 'follow_up', 'closed', 'all'] as const
const isCounted = (view: string): view is keyof Counts => ['mine', 'unassigned', 'team', 'open', 'waiting'].includes(view)

interface Waiting {
  /** Of the complaints, by view. */
  counts?: Counts | undefined
  /** What this person was told and has not read. */
  unread?: number | undefined
  /** The views that somebody saved, with how many each holds. */
  saved?: readonly SavedPlace[]
}

interface SavedPlace {
  id: string
  name: string
  count?: number | null | undefined
}

interface Here {
  listed: boolean
  search: Record<string, string | undefined>
}

/** Below the complaints: the views of the house, then those that somebody saved. */
function useViewPlaces({ counts, saved = [] }: Pick<Waiting, 'counts' | 'saved'>, { listed, search }: Here): NavPlace[] {
  const complaints = useWords('complaints')
  const here = listed && search['saved'] === undefined ? (search['view'] ?? 'open') : undefined
  const ofHouse = views.map((view): NavPlace => {
    const count = counts !== undefined && isCounted(view) ? { count: counts[view] } : {}
    return { name: complaints(`view.${view}`), href: `/app/complaints?view=${view}`, sub: true, here: view === here, ...count }
  })
  const named = saved.map(({ id, name, count }): NavPlace => {
    const many = typeof count === 'number' ? { count } : {}
    return { name, href: viewAddress(id), sub: true, here: listed && search['saved'] === id, ...many }
  })
  return [...ofHouse, ...named]
}

/** The places of the app for this person: at the left, and five of them at the foot of a telephone. */
export function usePlaces({ counts, unread = 0, saved = [] }: Waiting = {}, railed = false): { places: NavPlace[]; tabs: NavPlace[] } {
  const say = useWords('workspace')
  const { permissions } = useMe()
  const at = usePart()
  const search = useSearched()
  const place = (name: string, href: string, icon: IconName): NavPlace => {
    const below = withoutBase(href.split('?')[0] ?? '/')
    return { name: say(`place.${name}`), href, icon, here: below === '/' ? at === '/' : at.startsWith(below) }
  }
  const listed = at === '/complaints'
  const viewed = useViewPlaces({ counts, saved }, { listed, search })
  const home = place('home', '/app/', 'home')
  const notices = { ...place('notices', '/app/notices', 'bell'), count: unread }
  const list = place('complaints', '/app/complaints?view=mine', 'complaints')
  const customers = place('customers', '/app/customers', 'customer')
  const settings = place('settings', '/app/settings', 'settings')
  const where = (permission: string, shown: NavPlace) => (permissions.includes(permission) ? [shown] : [])
  const aside = where('mail.sort', place('aside', '/app/mails-aside', 'mail'))
  const answers = where('remedies.approve', place('approvals', '/app/approvals', 'approvals'))
  const books = where('ledger.read', place('ledger', '/app/ledger', 'ledger'))
  // The rail has no room for the views: their place says how many are mine.
  const waiting = counts === undefined || !railed ? {} : { count: counts.mine }
  return {
    places: [
      home,
      notices,
      { ...list, here: list.here === true && !listed, ...waiting },
      ...viewed,
      ...answers,
      ...books,
      customers,
      ...aside,
      settings,
    ],
    // Who approves does so on the way: there it stands where the customers are for the others.
    tabs: [home, list, notices, ...(answers.length > 0 ? answers : [customers]), settings],
  }
}
