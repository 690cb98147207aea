import './reset.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './fonts.css'
import './tokens.css'
import './mantine.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { lookManager } from './look.ts'
import { resolveVariables, theme } from './theme.ts'

/** Everything inside wears the house's type, colours and grounds. */
export function Dressed({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} colorSchemeManager={lookManager} defaultColorScheme="auto">
      {children}
      <Notifications position="bottom-right" limit={3} zIndex={400} />
    </MantineProvider>
  )
}
