import { useMediaQuery } from '@mantine/hooks'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { countsQuery } from '#modules/complaints/web/queries.ts'
import { noticeCountQuery } from '#modules/notices/web/queries.ts'
import { viewCountsQuery, viewsQuery } from '#modules/worklist/web/queries.ts'
import { OfflineBanner } from './kit/banner.tsx'
import { Frame } from './kit/frame.tsx'
import { useGo } from './kit/go.ts'
import { Loading } from './kit/loading.tsx'
import { meQuery } from './kit/me.ts'
import { NewerBanner } from './kit/newer-banner.tsx'
import { useKeys } from './kit/use-keys.ts'
import { useWords } from './language.ts'
import { listen } from './live.ts'
import { OwnMenu } from './own-menu.tsx'
import { usePlaces } from './places.ts'
import { usePathIs } from './use-address.ts'
import { useOwnLook } from './use-own-look.ts'
import { FindWhenAsked, KeysWhenAsked, MailBannersWhenQuiet, SignInWhenEnded, useQuiet } from './when-asked.tsx'

/** A new tab, a new window, a download: the browser's own. */
const isElsewhere = (event: MouseEvent) => [event.button !== 0, event.ctrlKey, event.metaKey, event.shiftKey, event.altKey].includes(true)

/** Links of the app are followed without loading it again: all of them, whoever drew them. */
function useLinks() {
  const { history } = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="/app"]:not([download], [target])') : null
      if (link === null || event.defaultPrevented || isElsewhere(event)) return
      event.preventDefault()
      history.push(link.getAttribute('href') ?? '/app/')
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [history])
}

function useShellKeys() {
  const say = useWords('workspace')
  const go = useGo()
  useKeys([
    { keys: 'KeyG KeyH', name: say('place.home'), act: () => go('/app/') },
    { keys: 'KeyG KeyC', name: say('place.complaints'), act: () => go('/app/complaints?view=mine') },
    { keys: 'KeyC', name: say('place.new'), act: () => go('/app/complaints/new') },
  ])
}

/** The saved views for the navigation; their numbers are asked for only where they stand. */
function useSavedPlaces(railed: boolean) {
  const views = useQuery(viewsQuery).data?.data ?? []
  const counts = useQuery({ ...viewCountsQuery, enabled: !railed && views.length > 0 }).data?.data
  return views.map(({ id, name }) => ({ id, name, count: counts?.find(({ view }) => view === id)?.count }))
}

function Inside() {
  const me = useSuspenseQuery(meQuery).data
  const people = useWords('people')
  const queries = useQueryClient()
  const counts = useQuery(countsQuery)
  const notices = useQuery(noticeCountQuery)
  useLinks()
  useOwnLook(me)
  useShellKeys()
  const quiet = useQuiet()
  useEffect(() => listen(queries), [queries])
  const narrow = useMediaQuery('(width < 1280px)') ?? false
  const onComplaint = usePathIs(/^(\/app)?\/complaints\/[0-9a-f]{8}-/)
  const railed = narrow || onComplaint
  const saved = useSavedPlaces(railed)
  const { places, tabs } = usePlaces({ counts: counts.data, unread: notices.data?.unread, saved }, railed)
  return (
    <>
      <Frame
        places={places}
        tabs={tabs}
        me={{ name: me.name, line: people(`roles.${me.role}`) }}
        own={<OwnMenu />}
        rail={onComplaint}
        banner={
          <>
            <OfflineBanner />
            <NewerBanner />
            <MailBannersWhenQuiet quiet={quiet} />
          </>
        }
      >
        <Suspense fallback={<Loading rows={6} />}>
          <Outlet />
        </Suspense>
      </Frame>
      <FindWhenAsked />
      <KeysWhenAsked />
      <SignInWhenEnded />
    </>
  )
}

/** Everything for who is signed in: nothing is shown before it is known who. */
export function Shell() {
  return (
    <Suspense fallback={<Loading rows={6} />}>
      <Inside />
    </Suspense>
  )
}
