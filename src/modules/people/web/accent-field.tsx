import { ColorInput } from '@mantine/core'
import { useWords } from '#workspace/kit/desk.ts'
import { isColour, isReadable, leastContrast, saidContrast } from '../rules/accent-colour.ts'
import styles from './people.module.css'

const ours = '#67387a'

interface AccentFieldProps {
  id: string
  error: string | undefined
  value: string | null
  onChange: (accent: string | null) => void
}

/** The colour of links and buttons, with what customers will see of it, and why it is too pale before anybody sends it. */
export function AccentField({ id, error, value, onChange }: AccentFieldProps) {
  const say = useWords('people')
  const shown = value !== null && isColour(value) ? value : ours
  const figures = { contrast: saidContrast(shown), needed: leastContrast }
  const tooPale = isReadable(shown) ? undefined : say('refusals.accent_too_pale', figures)
  return (
    <div className={styles.accent}>
      <ColorInput
        id={id}
        label={say('web.organisation.accent')}
        description={say('web.organisation.accent_hint')}
        placeholder={ours}
        error={error ?? tooPale}
        value={value ?? ''}
        onChange={(typed) => onChange(typed === '' ? null : typed)}
        format="hex"
        withEyeDropper={false}
      />
      <figure className={styles.accentShown} aria-label={say('web.organisation.accent_preview')}>
        <span style={{ background: shown }}>{say('web.organisation.accent_button')}</span>
        <u style={{ color: shown }}>{say('web.organisation.accent_link')}</u>
        <small>{say('web.organisation.accent_contrast', figures)}</small>
      </figure>
    </div>
  )
}
