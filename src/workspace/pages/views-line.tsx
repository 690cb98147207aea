import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type View, views } from '#modules/complaints/contract.ts'
import { viewAddress, viewsQuery } from '#modules/worklist/web/queries.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { useWords } from '#workspace/language.ts'
import styles from './pages.module.css'

interface ViewsLineProps {
  /** The view of the house that is shown; null where it is a saved one. */
  view: View | null
  saved: string | undefined
}

/** The views, where the navigation has no room for them: on a telephone and beside the rail. */
export function ViewsLine({ view, saved }: ViewsLineProps) {
  const say = useWords('workspace')
  const complaints = useWords('complaints')
  const sorts = useHolds('mail.sort')
  const named = useQuery(viewsQuery).data?.data ?? []
  // The four tabs of a telephone have no room for it; elsewhere the navigation has.
  const phone = useMediaQuery('(width < 768px)') ?? false
  return (
    <nav className={styles.views} aria-label={say('app.views')}>
      {views.map((one) => (
        <a key={one} href={`/app/complaints?view=${one}`} aria-current={one === view ? 'page' : undefined}>
          {complaints(`view.${one}`)}
        </a>
      ))}
      {named.map(({ id, name }) => (
        <a key={id} href={viewAddress(id)} aria-current={id === saved ? 'page' : undefined}>
          {name}
        </a>
      ))}
      {phone && sorts && <a href="/app/mails-aside">{say('place.aside')}</a>}
    </nav>
  )
}
