import type { ReactNode } from 'react'
import { useWords } from '#workspace/language.ts'
import { Icon } from './icons.tsx'
import { type LinkTo, PlainLink } from './nav-item.tsx'
import styles from './page.module.css'
import { useTitle } from './use-title.ts'

interface PageHeaderProps {
  title: string
  /** What the tab of the browser says when it is more than the title. */
  documentTitle?: string
  /** Where "back" leads. */
  back?: { href: string; name?: string }
  link?: LinkTo
  /** Beside the title: a number, chips. */
  beside?: ReactNode
  /** Second line: the next missing thing, or what the page is about. */
  line?: ReactNode
  /** Acts at the right; at most one is filled. */
  acts?: ReactNode
}

/** The one h1 of a page with what belongs beside it. */
export function PageHeader({ title, documentTitle, back, link: Link = PlainLink, beside, line, acts }: PageHeaderProps) {
  const say = useWords('workspace')
  useTitle(documentTitle ?? title)
  return (
    <header className={styles.header}>
      <div className={styles.titleRow}>
        {back && (
          <Link href={back.href} className={styles.back} aria-label={back.name ?? say('app.back')}>
            <Icon name="back" />
          </Link>
        )}
        <h1>{title}</h1>
        {beside}
      </div>
      {acts !== undefined && <div className={styles.acts}>{acts}</div>}
      {line !== undefined && <div className={styles.line}>{line}</div>}
    </header>
  )
}

/** Opens the palette; stands in page headers, shows its key. */
export function FindButton({ onFind }: { onFind: () => void }) {
  const say = useWords('workspace')
  return (
    <button type="button" className={styles.find} onClick={onFind}>
      <Icon name="find" /> <span>{say('app.find')}</span> <kbd>Ctrl K</kbd>
    </button>
  )
}
