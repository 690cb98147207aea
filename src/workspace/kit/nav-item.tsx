import { NavLink, Tooltip } from '@mantine/core'
import type { AnchorHTMLAttributes, FunctionComponent } from 'react'
import styles from './frame.module.css'
import { Icon, type IconName } from './icons.tsx'
import { useInWords } from './in-words.ts'

export interface NavPlace {
  name: string
  href: string
  icon?: IconName
  /** Exact up to 10,000; left out when nothing waits. */
  count?: number
  here?: boolean
  /** One of the views below a place; hidden on the rail. */
  sub?: boolean
}

/** How a place is reached: the router's link in the app, a plain anchor outside it. */
export type LinkTo = FunctionComponent<AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }>
export const PlainLink: LinkTo = (props) => <a {...props} />

const exactUpTo = 10_000

interface NavItemProps {
  place: NavPlace
  link?: LinkTo
  /** Stands on the rail: the name shows on hover and on focus. */
  rail?: boolean
}

export function NavItem({ place, link = PlainLink, rail = false }: NavItemProps) {
  const { count } = useInWords()
  const { name, href, icon, here = false, sub = false } = place
  const waiting = place.count ? `${count(Math.min(place.count, exactUpTo))}${place.count > exactUpTo ? '+' : ''}` : undefined
  const label = (
    <>
      <span className={styles.name}>{name}</span>
      {waiting !== undefined && <span className={styles.count}> {waiting}</span>}
    </>
  )
  return (
    <Tooltip label={name} disabled={!rail} position="right" events={{ hover: true, focus: true, touch: false }}>
      <NavLink
        component={link}
        href={href}
        label={label}
        leftSection={icon && <Icon name={icon} />}
        className={sub ? `${styles.item} ${styles.sub}` : styles.item}
        aria-current={here ? 'page' : undefined}
      />
    </Tooltip>
  )
}
