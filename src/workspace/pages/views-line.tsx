import { useMediaQuery } from '@mantine/hooks'
import { type View, views } from '#modules/complaints/contract.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { useWords } from '#workspace/language.ts'
import styles from './pages.module.css'

/** The views, where the navigation has no room for them: on a telephone and beside the rail. */
export function ViewsLine({ view }: { view: View }) {
  const say = useWords('workspace')
  const complaints = useWords('complaints')
  const sorts = useHolds('mail.sort')
  // The four tabs of a telephone have no room for it; elsewhere the navigation has.
  const phone = useMediaQuery('(width < 768px)') ?? false
  return (
    <nav className={styles.views} aria-label={say('app.views')}>
      {views.map((one) => (
        <a key={one} href={`/app/complaints?view=${one}`} aria-current={one === view ? 'page' : undefined}>
          {complaints(`view.${one}`)}
        </a>
      ))}
      {phone && sorts && <a href="/app/mails-aside">{say('place.aside')}</a>}
    </nav>
  )
}
