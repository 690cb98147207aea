import { useWords } from '../language.ts'
import { useNewer } from '../newer.ts'
import { Banner } from './banner.tsx'
import { SmallAct } from './small-acts.tsx'

/** The desk was renewed while this page was open: the person loads it anew when it suits them. */
export function NewerBanner() {
  const say = useWords('workspace')
  const newer = useNewer()
  return (
    <div role="status">
      {newer && (
        <Banner>
          {say('newer.there')} <SmallAct onAct={() => window.location.reload()}>{say('newer.load')}</SmallAct>
        </Banner>
      )}
    </div>
  )
}
