import './reset.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './fonts.css'
import './tokens.css'
import './mantine.css'
import { MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { lazy, type ReactNode, useMemo } from 'react'
import { useWords } from '../language.ts'
import { lookManager } from './look.ts'
import { Piece } from './lost-piece.tsx'
import { resolveVariables, theme } from './theme.ts'

// What is said in passing can wait until there is a page to say it on; what was said before is kept for it.
const Notifications = lazy(async () => ({ default: (await import('./notifications.tsx')).Notifications }))

/** Everything inside wears the house's type, colours and grounds. */
export function Dressed({ children }: { children: ReactNode }) {
  const see = useWords('workspace')('form.see_password')
  const worded = useMemo(() => {
    // the library's own name for it is English
    return mergeThemeOverrides(theme, {
      components: { PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': see } } } },
    })
  }, [see])
  return (
    <MantineProvider theme={worded} cssVariablesResolver={resolveVariables} colorSchemeManager={lookManager} defaultColorScheme="auto">
      {children}
      <Piece fallback={null}>
        <Notifications position="bottom-right" limit={3} zIndex={400} />
      </Piece>
    </MantineProvider>
  )
}
