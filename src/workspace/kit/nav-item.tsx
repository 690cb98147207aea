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
export const PlainLink: LinkTo = ({ children, ...rest }) => <a {...rest}>{children}</a>

const exactUpTo = 10_000

interface NavItemProps {
  place: NavPlace
  link?: LinkTo
  /** Stands on the rail: the name shows on hover and on focus. */
  rail?: boolean
}

function Waiting({ waiting }: { waiting: number | undefined }) {
  const { count } = useInWords()
  if (!waiting) return null
  return (
    <span className={styles.count}>
      {' '}
      {count(Math.min(waiting, exactUpTo))}
      {waiting > exactUpTo && '+'}
    </span>
  )
}

export function NavItem({ place, link = PlainLink, rail = false }: NavItemProps) {
  const { name, href, icon, count, here, sub } = place
  const label = (
    <>
      <span className={styles.name}>{name}</span>
      <Waiting waiting={count} />
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
