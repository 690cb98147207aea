import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core'

const plum: MantineColorsTuple = [
  '#f8f3fa',
  '#f2eaf5',
  '#e2c3ec',
  '#d2abe0',
  '#b98bc9',
  '#9c6cae',
  '#7f4f92',
  '#67387a',
  '#532b63',
  '#3b1d47',
]
const sand: MantineColorsTuple = [
  '#f9f7f3',
  '#f3f1ec',
  '#efebe4',
  '#e3ded5',
  '#c9c2b6',
  '#8a8276',
  '#6a6358',
  '#565047',
  '#3d3830',
  '#26221d',
]
const night: MantineColorsTuple = [
  '#ece7df',
  '#bdb5a9',
  '#a39b8f',
  '#857c70',
  '#37332e',
  '#2c2925',
  '#2a2723',
  '#211e1b',
  '#1b1917',
  '#171513',
]

/** Every colour that a component asks for is an act or plain: nothing here can turn red by a default. */
const variants: VariantColorsResolver = ({ variant }) => {
  const act = { background: 'transparent', hover: 'var(--hover)', color: 'var(--act)', border: '1px solid transparent' }
  if (variant === 'filled') return { ...act, background: 'var(--act)', hover: 'var(--act-strong)', color: 'var(--on-act)' }
  if (variant === 'light') return { ...act, background: 'var(--act-soft)', hover: 'var(--act-soft)' }
  if (variant === 'outline') return { ...act, border: '1px solid var(--act)' }
  if (variant === 'default')
    return { background: 'var(--surface)', hover: 'var(--hover)', color: 'var(--ink)', border: '1px solid var(--edge)' }
  return act
}

/** Mantine's roles said with ours. They stand in both schemes, since each of ours already holds its light and its dark value. */
const roles = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--act)',
  '--mantine-color-error': 'var(--ink)',
  '--mantine-color-success': 'var(--kept)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-contrast': 'var(--on-act)',
  '--mantine-color-plum-filled': 'var(--act)',
  '--mantine-color-plum-filled-hover': 'var(--act-strong)',
  '--mantine-color-plum-light': 'var(--act-soft)',
  '--mantine-color-plum-light-hover': 'var(--act-soft)',
  '--mantine-color-plum-light-color': 'var(--act)',
  '--mantine-color-plum-outline': 'var(--act)',
  '--mantine-color-plum-outline-hover': 'var(--act-soft)',
  '--mantine-color-plum-text': 'var(--act)',
  '--mantine-color-red-filled': 'var(--ink)',
  '--mantine-color-red-light': 'var(--sunken)',
  '--mantine-color-red-light-color': 'var(--ink)',
  '--mantine-color-red-outline': 'var(--edge)',
  '--mantine-color-red-text': 'var(--ink)',
} as const

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles })

/** Ground fades in while the layer rises four pixels; nothing else moves. */
const rise = {
  in: { opacity: 1, transform: 'translateY(0)' },
  out: { opacity: 0, transform: 'translateY(4px)' },
  transitionProperty: 'opacity, transform',
}
const layer = { transitionProps: { transition: rise, duration: 140 } }
const veil = { overlayProps: { color: 'var(--veil)', backgroundOpacity: 1 } }

/** The list itself scrolls, which a reader of the screen knows of, and not a box around it. */
const scrolling = { openOnFocus: false, withScrollArea: false, styles: { options: { maxHeight: 260, overflowY: 'auto' as const } } }

export const theme = createTheme({
  primaryColor: 'plum',
  primaryShade: { light: 7, dark: 3 },
  // red is for legal clocks, which draw themselves: whatever asks Mantine for red gets ink
  colors: { plum, gray: sand, dark: night, red: sand },
  white: '#fffefc',
  black: '#26221d',
  variantColorResolver: variants,
  fontFamily: 'var(--sans)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.417', sm: '1.462', md: '1.429', lg: '1.4', xl: '1.25' },
  headings: {
    fontFamily: 'var(--sans)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.25' },
      h2: { fontSize: '0.875rem', lineHeight: '1.3' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.35' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '4px', md: '8px', lg: '12px', xl: '999px' },
  defaultRadius: 'md',
  breakpoints: { xs: '30em', sm: '48em', md: '64em', lg: '80em', xl: '105em' },
  shadows: { xs: 'var(--shadow)', sm: 'var(--shadow)', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'lg' } },
    Alert: { defaultProps: { variant: 'default' } },
    Button: { defaultProps: { variant: 'default', size: 'sm' } },
    Drawer: { defaultProps: { ...veil, transitionProps: { duration: 140 } } },
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: { defaultProps: { size: 'sm', withAsterisk: false } },
    Loader: { defaultProps: { type: 'dots', color: 'var(--ink-3)' } },
    // its first line takes the focus: a place without a role among the lines says nothing
    Menu: { defaultProps: { ...layer, withInitialFocusPlaceholder: false, portalProps: { target: '#main' } } },
    Modal: { defaultProps: { ...veil, ...layer, radius: 'lg', shadow: 'md' } },
    Notification: { defaultProps: { color: 'plum' } },
    // what pops up belongs to the page's main part, also for who listens to it
    Popover: { defaultProps: { ...layer, portalProps: { target: '#main' } } },
    MultiSelect: { defaultProps: scrolling },
    Select: { defaultProps: { allowDeselect: false, ...scrolling } },
    Tooltip: { defaultProps: { ...layer, openDelay: 400 } },
  },
})
