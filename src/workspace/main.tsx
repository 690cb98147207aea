import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Problem } from './call.ts'
import { Dressed } from './kit/dressed.tsx'
import { languageFor, speak } from './language.ts'
import { router } from './router.tsx'
import { goToSignIn } from './session.ts'

/** What was refused stays refused; what was not reached is tried again. */
const patience = (tries: number, error: Error) => tries < 3 && !(error instanceof Problem && error.status < 500)

/** Whoever is not signed in any more signs in, and comes back to where they were. */
const onError = (error: Error) => {
  if (error instanceof Problem && error.status === 401) goToSignIn(router.history)
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError }),
  defaultOptions: { queries: { retry: patience, staleTime: 30_000 } },
})

async function begin(root: HTMLElement) {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  await speak(languageFor())
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
