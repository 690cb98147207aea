import { CatchBoundary } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect } from 'react'
import { useWords } from '../language.ts'
import { isLostPiece, lookForNewer } from '../newer.ts'
import { Act } from './act.tsx'
import { Refused } from './refused.tsx'

/** A piece of the page that did not come, in its place: everything around it stays as it is written. */
function LostPiece({ error }: { error: unknown }) {
  const say = useWords('workspace')
  useEffect(() => void lookForNewer(), [])
  // Not this boundary's matter: whoever shows broken pages says it.
  if (!isLostPiece(error)) throw error
  return (
    <Refused
      why={say('newer.piece')}
      ways={
        <Act size="xs" onAct={() => window.location.reload()}>
          {say('newer.load')}
        </Act>
      }
    />
  )
}

/** Room for a piece that is fetched when it is shown: while it comes, and where it never does. */
export function Piece({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  return (
    <CatchBoundary getResetKey={() => 'once'} errorComponent={LostPiece}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </CatchBoundary>
  )
}
