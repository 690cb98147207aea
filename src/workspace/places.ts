import type { countComplaints } from '#modules/complaints/contract.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { IconName } from './kit/icons.tsx'
import { useMe } from './kit/me.ts'
import type { NavPlace } from './kit/nav-item.tsx'
import { useWords } from './language.ts'
import { useAddress } from './use-address.ts'

type Counts = AnswerOf<typeof countComplaints>
const views = ['mine', 'unassigned', 'team', 'open', 'waiting', 'closed', 'all'] as const
const isCounted = (view: string): view is keyof Counts => ['mine', 'unassigned', 'team', 'open', 'waiting'].includes(view)

const withoutBase = (path: string) => path.replace(/^\/app/, '') || '/'

/** The places of the app for this person: at the left, and four of them at the foot of a telephone. */
export function usePlaces(counts: Counts | undefined, railed = false): { places: NavPlace[]; tabs: NavPlace[] } {
  const say = useWords('workspace')
  const complaints = useWords('complaints')
  const { permissions } = useMe()
  const { path, search } = useAddress()
  const at = withoutBase(path)
  const place = (name: string, href: string, icon: IconName): NavPlace => {
    const below = withoutBase(href.split('?')[0] ?? '/')
    return { name: say(`place.${name}`), href, icon, here: below === '/' ? at === '/' : at.startsWith(below) }
  }
  const here = at === '/complaints' ? (search['view'] ?? 'open') : undefined
  const shown = views.map((view): NavPlace => {
    const count = counts !== undefined && isCounted(view) ? { count: counts[view] } : {}
    return { name: complaints(`view.${view}`), href: `/app/complaints?view=${view}`, sub: true, here: view === here, ...count }
  })
  const home = place('home', '/app/', 'home')
  const list = place('complaints', '/app/complaints?view=mine', 'complaints')
  const customers = place('customers', '/app/customers', 'customer')
  const settings = place('settings', '/app/settings', 'settings')
  const aside = permissions.includes('mail.sort') ? [place('aside', '/app/mails-aside', 'mail')] : []
  // The rail has no room for the views: their place says how many are mine.
  const waiting = counts === undefined || !railed ? {} : { count: counts.mine }
  return {
    places: [home, { ...list, here: list.here === true && here === undefined, ...waiting }, ...shown, customers, ...aside, settings],
    tabs: [home, list, customers, settings],
  }
}
