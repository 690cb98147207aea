import { type View, views } from '#modules/complaints/contract.ts'
import { useWords } from '#workspace/language.ts'
import styles from './pages.module.css'

/** The views, where the navigation has no room for them: on a telephone and beside the rail. */
export function ViewsLine({ view }: { view: View }) {
  const say = useWords('workspace')
  const complaints = useWords('complaints')
  return (
    <nav className={styles.views} aria-label={say('app.views')}>
      {views.map((one) => (
        <a key={one} href={`/app/complaints?view=${one}`} aria-current={one === view ? 'page' : undefined}>
          {complaints(`view.${one}`)}
        </a>
      ))}
    </nav>
  )
}
