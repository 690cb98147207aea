import { useMediaQuery } from '@mantine/hooks'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { MailboxAlarms } from '#modules/channels/web/mailbox-alarms.tsx'
import { StopsBanner } from '#modules/channels/web/stops-banner.tsx'
import { countsQuery } from '#modules/complaints/web/queries.ts'
import { Find } from './find.tsx'
import { OfflineBanner } from './kit/banner.tsx'
import { Frame } from './kit/frame.tsx'
import { useGo } from './kit/go.ts'
import { KeysOverview } from './kit/keys-overview.tsx'
import { Loading } from './kit/loading.tsx'
import { meQuery } from './kit/me.ts'
import { useKeys } from './kit/use-keys.ts'
import { useWords } from './language.ts'
import { listen } from './live.ts'
import { OwnMenu } from './own-menu.tsx'
import { usePlaces } from './places.ts'
import { useAddress } from './use-address.ts'
import { useOwnLook } from './use-own-look.ts'

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

function Inside() {
  const me = useSuspenseQuery(meQuery).data
  const people = useWords('people')
  const queries = useQueryClient()
  const { path } = useAddress()
  const counts = useQuery(countsQuery)
  useLinks()
  useOwnLook(me)
  useShellKeys()
  useEffect(() => listen(queries), [queries])
  const narrow = useMediaQuery('(width < 1280px)') ?? false
  const onComplaint = /^(\/app)?\/complaints\/[0-9a-f]{8}-/.test(path)
  const { places, tabs } = usePlaces(counts.data, narrow || onComplaint)
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
            <StopsBanner />
            <MailboxAlarms />
          </>
        }
      >
        <Suspense fallback={<Loading rows={6} />}>
          <Outlet />
        </Suspense>
      </Frame>
      <Find />
      <KeysOverview />
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
