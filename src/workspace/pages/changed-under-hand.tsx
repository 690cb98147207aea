import { useRef } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { Problem } from '#workspace/call.ts'
import { Banner } from '#workspace/kit/banner.tsx'
import { useWords } from '#workspace/language.ts'

interface ChangedUnderHandProps {
  complaint: Complaint
  /** Why the desk does not show it any more. */
  why: Error | null
}

/** What a colleague did to this complaint while somebody was on it: it went on in another one, or cannot be seen any more. What is written stays on the page. */
export function ChangedUnderHand({ complaint, why }: ChangedUnderHandProps) {
  const say = useWords('workspace')
  const began = useRef(complaint.state)
  const into = complaint.links.find(({ kind, role }) => kind === 'merged' && role === 'later')
  const merged = complaint.state === 'merged' && began.current !== 'merged'
  const gone = why instanceof Problem && why.status === 404
  return (
    <div role="status">
      {gone && <Banner>{say('complaint.gone')}</Banner>}
      {merged && !gone && (
        <Banner>
          {say('complaint.merged_now')} {into && <a href={`/app/complaints/${into.id}`}>{into.number}</a>}
        </Banner>
      )}
    </div>
  )
}
