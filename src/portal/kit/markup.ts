import { html } from 'htm/preact'
import type { ComponentChildren } from 'preact'

/** Markup of public pages: htm, for Node strips types but refuses JSX. What people wrote goes in as a value and is escaped. */
export { html }
export type Markup = ComponentChildren
