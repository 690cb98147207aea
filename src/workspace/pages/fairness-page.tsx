import { UnlikePanel } from '#modules/precedents/web/unlike-panel.tsx'
import { BunchingPanel } from '#modules/remedies/guards/web/bunching-panel.tsx'
import { useMe } from '../kit/me.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'
import styles from './authority-page.module.css'

/** Whether like cases were treated alike, and whether decisions gather under a limit: cases and sums, never a person. */
export function FairnessPage() {
  const say = useWords('workspace')
  const { permissions } = useMe()
  return (
    <>
      <PageHeader title={say('fairness.title')} line={say('fairness.about')} />
      <div className={styles.page}>
        <UnlikePanel />
        {permissions.includes('guards.report') && <BunchingPanel />}
      </div>
    </>
  )
}
