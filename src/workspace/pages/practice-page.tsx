import { PracticePanel } from '#modules/conversations/web/practice-panel.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'

/** Sample complaints to answer, with the checker beside them. Nothing is recorded. */
export function PracticePage() {
  const say = useWords('workspace')
  return (
    <>
      <PageHeader title={say('place.practice')} documentTitle={say('place.practice')} />
      <PracticePanel />
    </>
  )
}
