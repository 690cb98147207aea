import { AppShell } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useWords } from '#workspace/language.ts'
import { Face } from './face.tsx'
import styles from './frame.module.css'
import { HouseMark, Icon } from './icons.tsx'
import { type LinkTo, NavItem, type NavPlace, PlainLink } from './nav-item.tsx'

interface FrameProps {
  places: readonly NavPlace[]
  /** The four tabs of a telephone: keys of `places` by href; the first four main places when left out. */
  tabs?: readonly NavPlace[]
  me: { name: string; line?: string; href?: string }
  /** Takes the place of `me` at the foot: a menu of one's own. */
  own?: ReactNode
  /** Only the rail, as on a complaint, whatever the width. */
  rail?: boolean
  /** Stays above everything: no connection, a new version. */
  banner?: ReactNode
  link?: LinkTo
  children: ReactNode
}

function Tabs({ tabs, link: Link }: { tabs: readonly NavPlace[]; link: LinkTo }) {
  const say = useWords('workspace')
  return (
    <nav className={styles.tabs} aria-label={`${say('app.main')}, ${say('app.views')}`}>
      {tabs.map(({ href, name, icon, here, count }) => (
        <Link key={href} href={href} className={styles.tab} aria-current={here ? 'page' : undefined}>
          <span className={styles.pictured}>
            {icon && <Icon name={icon} size={20} />}
            {count ? <b>{count}</b> : null}
          </span>
          <span>{name}</span>
        </Link>
      ))}
    </nav>
  )
}

interface NavigationProps {
  places: readonly NavPlace[]
  me: FrameProps['me']
  own: ReactNode
  link: LinkTo
  rail: boolean
}

function Navigation({ places, me, own, link: Link, rail }: NavigationProps) {
  const person = (
    <>
      <Face name={me.name} me named={!rail} />
      <span className={styles.who}>
        {me.name}
        {me.line !== undefined && <small>{me.line}</small>}
      </span>
    </>
  )
  return (
    <>
      <div className={styles.mark}>
        <HouseMark />
        <span className={styles.name}>Redress</span>
      </div>
      {places.map((place) => (
        <NavItem key={`${place.name} ${place.href}`} place={place} link={Link} rail={rail} />
      ))}
      <div className={styles.foot}>{own ?? (me.href === undefined ? person : <Link href={me.href}>{person}</Link>)}</div>
    </>
  )
}

/** The app's frame: navigation on the left (a rail when narrow or asked), four tabs at the foot of a telephone, the work between. */
export function Frame({ places, tabs, me, own, rail = false, banner, link = PlainLink, children }: FrameProps) {
  const say = useWords('workspace')
  const narrow = useMediaQuery('(width < 1280px)') ?? false
  const railed = rail || narrow
  const shown = tabs ?? places.filter((place) => !place.sub).slice(0, 4)
  return (
    <AppShell
      navbar={{ width: { base: 0, sm: 52, lg: rail ? 52 : 212 }, breakpoint: 'sm', collapsed: { mobile: true } }}
      padding={0}
      transitionDuration={0}
      withBorder={false}
      className={styles.frame}
      data-rail={railed || undefined}
    >
      <a className={styles.skip} href="#main">
        {say('app.skip')}
      </a>
      <AppShell.Navbar component="nav" className={styles.nav} aria-label={say('app.main')}>
        <Navigation places={places} me={me} own={own} link={link} rail={railed} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={styles.main}>
        {banner}
        {children}
      </AppShell.Main>
      <Tabs tabs={shown} link={link} />
    </AppShell>
  )
}
