import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, useEffect, useRef, useState } from 'react'
import { Piece } from './kit/lost-piece.tsx'
import { openPalette, usePaletteAsked } from './kit/open-palette.ts'
import { useKeys } from './kit/use-keys.ts'
import { useWords, withWords } from './language.ts'
import { useSessionEnded } from './session.ts'

const find = () => import('./find.tsx')
const Find = lazy(async () => ({ default: (await find()).Find }))
const KeysOverview = lazy(async () => ({ default: (await withWords(import('./kit/keys-overview.tsx'))).KeysOverview }))

const home = () => withWords(import('./pages/home-page.tsx'))
const signInAgain = () => import('./sign-in-again.tsx')
const SignInAgain = lazy(async () => ({ default: (await signInAgain()).SignInAgain }))

const mailBanners = () => withWords(import('./mail-banners.tsx'))
const MailBanners = lazy(async () => ({ default: (await mailBanners()).MailBanners }))

/** When the first page has stood for so long, in milliseconds, what nobody has asked for yet is fetched: Ctrl K shall not wait. */
const rest = 3000

/** Whether the first page has stood for a while, and what may be asked for next has come. Without a line it is fetched later. */
export function useQuiet(): boolean {
  const [quiet, setQuiet] = useState(false)
  const queries = useQueryClient()
  useEffect(() => {
    let timer = 0
    let isGone = false
    const later = () => {
      if (!isGone) timer = window.setTimeout(() => void look(), rest)
    }
    const look = async () => {
      if (queries.isFetching() > 0 || !navigator.onLine) return later()
      const all = await Promise.allSettled([mailBanners(), find(), signInAgain(), home()])
      if (all.some(({ status }) => status === 'rejected')) later()
      else setQuiet(true)
    }
    later()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [queries])
  return quiet
}

/** Alarms of the mail stand above everything, and come after it. */
export function MailBannersWhenQuiet({ quiet }: { quiet: boolean }) {
  if (!quiet) return null
  return (
    <Piece fallback={null}>
      <MailBanners />
    </Piece>
  )
}

/** Signing in where one is, when the session ended in the middle of the work. */
export function SignInWhenEnded() {
  const ended = useSessionEnded()
  const ever = useRef(false)
  ever.current ||= ended
  if (!ever.current) return null
  return (
    <Piece fallback={null}>
      <SignInAgain />
    </Piece>
  )
}

/** The palette, by Ctrl K or "/". */
export function FindWhenAsked() {
  const say = useWords('workspace')
  const asked = usePaletteAsked()
  useKeys([
    { keys: 'mod+KeyK', name: say('palette.title'), act: openPalette },
    { keys: 'Slash', name: say('palette.title'), act: openPalette, quiet: true },
  ])
  if (asked === 0) return null
  return (
    <Piece fallback={null}>
      <Find asked={asked} />
    </Piece>
  )
}

/** All keys of the house, by "?": fetched when they are asked for. */
export function KeysWhenAsked() {
  const say = useWords('workspace')
  const [opened, { open, close }] = useDisclosure(false)
  const ever = useRef(false)
  ever.current ||= opened
  useKeys([{ keys: 'shift+Slash', name: say('keys.overview'), act: open }])
  if (!ever.current) return null
  return (
    <Piece fallback={null}>
      <KeysOverview opened={opened} onClose={close} />
    </Piece>
  )
}
