import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listQuery } from '#modules/complaints/web/queries.ts'
import { onSignedOut, Problem } from './call.ts'
import { Dressed } from './kit/dressed.tsx'
import { meQuery } from './kit/me.ts'
import { languageFor, speak } from './language.ts'
import { askedBy } from './pages/list-search.ts'
import { router } from './router.tsx'
import { goToSignIn, isOpenPage, setSessionEnded } from './session.ts'

/** What was refused stays refused; what was not reached is tried again. */
const patience = (tries: number, error: Error) => tries < 3 && !(error instanceof Problem && error.status < 500)

const queries = new QueryClient({
  defaultOptions: { queries: { retry: patience, staleTime: 30_000 } },
})

/** Whoever was at work signs in again where they are, and loses nothing; whoever was not goes to sign in, and comes back to where they were. */
onSignedOut(() => {
  const atWork = queries.getQueryData(meQuery.queryKey) !== undefined && !isOpenPage(router.history.location.pathname)
  if (atWork) setSessionEnded(true)
  else goToSignIn(router.history)
})

/** An answer that takes longer, in milliseconds, holds the first page up no more. */
const late = 500

/** What the first page needs is asked for while its words are on their way: a page that waits when it is first drawn stands empty for longer than the desk needs. */
function askAhead(): Promise<unknown> {
  const { pathname, search } = window.location
  if (isOpenPage(pathname)) return Promise.resolve()
  const searched = Object.fromEntries(new URLSearchParams(search))
  if (pathname === '/app/complaints' && searched['saved'] === undefined) void queries.prefetchInfiniteQuery(listQuery(askedBy(searched)))
  return Promise.race([queries.prefetchQuery(meQuery), new Promise((done) => setTimeout(done, late))])
}

async function begin(root: HTMLElement) {
  const asked = askAhead()
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  await Promise.all([speak(languageFor()), asked])
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Dressed>
          <RouterProvider router={router} />
        </Dressed>
      </QueryClientProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
void begin(root)
