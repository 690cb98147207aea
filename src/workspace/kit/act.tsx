import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core'
import { type MouseEventHandler, type ReactNode, useId } from 'react'
import { KeyCap } from './chip.tsx'
import { Icon, type IconName } from './icons.tsx'
import { KeyOf } from './key-of.tsx'

interface ActProps {
  children: ReactNode
  /** `do` is the one filled button of a view; `plain` reads as a link. */
  as?: 'do' | 'default' | 'plain'
  icon?: IconName
  /** The key that presses it, shown on it: as it is written. */
  keyCap?: string
  /** The same by its own place, as `KeyH`: shown where this person put it. */
  keyOf?: string | undefined
  /** Why it cannot be done yet: the button stays where it is, says this, and does nothing. */
  notYet?: string | undefined
  size?: 'xs' | 'sm' | 'lg'
  busy?: boolean
  submits?: boolean
  onAct?: MouseEventHandler<HTMLButtonElement>
}

const variants = { do: 'filled', default: 'default', plain: 'subtle' } as const

const pressing =
  ({ notYet, busy, onAct }: ActProps): MouseEventHandler<HTMLButtonElement> =>
  (event) => {
    if (notYet !== undefined || busy) return event.preventDefault()
    onAct?.(event)
  }

function Why({ id, notYet }: { id: string; notYet: string | undefined }) {
  if (notYet === undefined) return null
  return <VisuallyHidden id={id}>{notYet}</VisuallyHidden>
}

const capOf = ({ keyOf, keyCap }: ActProps) => (keyOf ? <KeyOf keys={keyOf} /> : keyCap && <KeyCap>{keyCap}</KeyCap>)

/** Something a person can do. */
export function Act(props: ActProps) {
  const { children, as = 'default', icon, notYet, size = 'sm', busy = false, submits = false } = props
  const why = useId()
  const stopped = notYet !== undefined || busy
  const bound: ButtonProps = {
    variant: variants[as],
    size,
    leftSection: icon && <Icon name={icon} />,
    rightSection: capOf(props),
  }
  return (
    <>
      <Button
        {...bound}
        type={submits ? 'submit' : 'button'}
        onClick={pressing(props)}
        aria-busy={busy}
        aria-disabled={stopped}
        aria-describedby={notYet && why}
        title={notYet}
      >
        {children}
      </Button>
      <Why id={why} notYet={notYet} />
    </>
  )
}
