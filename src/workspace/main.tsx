import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import * as z from 'zod/mini'
import { Problem } from './call.ts'
import { Dressed } from './kit/dressed.tsx'
import { languageFor, speak } from './language.ts'
import { SignInPage } from './pages/sign-in-page.tsx'

// the page's policy forbids code made of text, which zod would try for speed
z.config({ jitless: true })

/** What was refused stays refused; what was not reached is tried again. */
const patience = (tries: number, error: Error) => tries < 3 && !(error instanceof Problem && error.status < 500)
const queries = new QueryClient({ defaultOptions: { queries: { retry: patience, staleTime: 30_000 } } })

const home = () => location.assign('/app/')

async function begin(root: HTMLElement) {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  await speak(languageFor())
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Dressed>
          <SignInPage onDone={home} />
        </Dressed>
      </QueryClientProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
void begin(root)
