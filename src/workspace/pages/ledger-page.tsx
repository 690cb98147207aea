import { DecisionTimesPanel } from '#modules/remedies/web/decision-times.tsx'
import { LedgerPanel } from '#modules/remedies/web/ledger-panel.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'
import styles from './ledger-page.module.css'

/** The books: what was granted and what became of it. */
export function LedgerPage() {
  const say = useWords('remedies')
  return (
    <>
      <PageHeader title={say('web.ledger_title')} />
      <div className={styles.page}>
        <LedgerPanel />
        <DecisionTimesPanel />
      </div>
    </>
  )
}
