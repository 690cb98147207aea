import { DeputiesPanel } from '#modules/remedies/web/deputies-panel.tsx'
import { WaitingList } from '#modules/remedies/web/waiting-list.tsx'
import { useMe } from '../kit/me.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'
import styles from './authority-page.module.css'

/** What waits for the reader's yes or no. */
export function ApprovalsPage() {
  const say = useWords('remedies')
  const workspace = useWords('workspace')
  const { permissions } = useMe()
  return (
    <>
      <PageHeader
        title={say('web.approvals')}
        line={say('web.approvals_about')}
        beside={
          <>
            <a href="/app/authority">{say('web.my_authority')}</a>{' '}
            {permissions.includes('unlike.read') && <a href="/app/fairness">{workspace('fairness.title')}</a>}
          </>
        }
      />
      <WaitingList />
      <div className={styles.page}>
        <DeputiesPanel />
      </div>
    </>
  )
}
