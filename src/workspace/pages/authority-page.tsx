import { AuthorityPanel } from '#modules/remedies/web/authority-panel.tsx'
import { useMe } from '../kit/me.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'
import styles from './authority-page.module.css'

/** What the reader may decide alone. */
export function AuthorityPage() {
  const say = useWords('remedies')
  const workspace = useWords('workspace')
  const { permissions } = useMe()
  return (
    <>
      <PageHeader
        title={say('web.my_authority')}
        beside={permissions.includes('unlike.read') && <a href="/app/fairness">{workspace('fairness.title')}</a>}
      />
      <div className={styles.page}>
        <AuthorityPanel />
      </div>
    </>
  )
}
