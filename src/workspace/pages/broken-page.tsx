import { useEffect } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Failed } from '#workspace/kit/failed.tsx'
import { useWords } from '#workspace/language.ts'
import { isLostPiece, lookForNewer } from '#workspace/newer.ts'

/** A page that broke: whose fault, what is safe, and a way on. What was drafted is on the server. */
export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  const say = useWords('workspace')
  const lost = isLostPiece(error)
  useEffect(() => {
    if (lost) void lookForNewer()
  }, [lost])
  if (!lost) return <Failed why={error} onAgain={reset} />
  return (
    <Failed title={say('newer.title')} ways={<Act onAct={() => window.location.reload()}>{say('newer.load')}</Act>}>
      {say('newer.about')}
    </Failed>
  )
}
