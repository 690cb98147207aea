/** Our own drawings, on a field of 20 by 20, in the colour of the words beside them. They never stand for words. */
const drawings = {
  add: <path d="M10 4v12M4 10h12" />,
  approvals: (
    <>
      <ellipse cx="10" cy="6" rx="6.5" ry="2.8" />
      <path d="M3.5 6v4c0 1.5 2.9 2.8 6.5 2.8s6.5-1.3 6.5-2.8V6M3.5 10v4c0 1.5 2.9 2.8 6.5 2.8s6.5-1.3 6.5-2.8v-4" />
    </>
  ),
  attach: <path d="m15.5 9.5-5.8 5.8a3.5 3.5 0 0 1-5-5L11 4a2.3 2.3 0 0 1 3.3 3.3l-6 6a1.2 1.2 0 0 1-1.7-1.7L12 6.2" />,
  back: <path d="M12 4 6 10l6 6" />,
  bell: <path d="M10 3a5 5 0 0 0-5 5v3.500L3.500 14h13L15 11.500V8a5 5 0 0 0-5-5zM8.200 16.500a2 2 0 0 0 3.600 0" />,
  calendar: (
    <>
      <rect x="3" y="4.5" width="14" height="12.5" rx="1.5" />
      <path d="M3 8.5h14M7 2.500v3.500M13 2.500v3.500" />
    </>
  ),
  check: <path d="m4.500 10.500 3.500 3.500 7.500-8.500" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  complaints: <path d="M3 5h14M3 10h14M3 15h9" />,
  customer: (
    <>
      <circle cx="10" cy="6.500" r="3.200" />
      <path d="M3.500 17c.6-3.600 3.200-5.500 6.500-5.500s5.900 1.900 6.500 5.500" />
    </>
  ),
  ledger: <path d="M4 3.500h12v13H4zM4 8h12M4 12h12M10.500 3.500v13" />,
  find: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13.2 13.2 3.8 3.8" />
    </>
  ),
  form: (
    <>
      <rect x="4" y="3" width="12" height="14" rx="1.5" />
      <path d="M7 7h6M7 10h6M7 13h3" />
    </>
  ),
  home: <path d="M3 8.5 10 3l7 5.5V16a1 1 0 0 1-1 1h-4v-5H8v5H4a1 1 0 0 1-1-1z" />,
  insight: <path d="M3 17h14M5.5 14v-4M10 14V4M14.5 14V8" />,
  knowledge: <path d="M10 5C8 3.5 5.5 3.5 3 4v11.500c2.5-.5 5-.5 7 1 2-1.5 4.5-1.5 7-1V4c-2.5-.5-5-.5-7 1zm0 0v11.5" />,
  letter: <path d="M5 2.500h7l3.500 3.500v11.500H5zM12 2.500V6h3.500" />,
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="7.5" rx="1.5" />
      <path d="M7 9V6.500a3 3 0 0 1 6 0V9" />
    </>
  ),
  mail: (
    <>
      <rect x="2.5" y="4.5" width="15" height="11" rx="1.5" />
      <path d="m3 6 7 5 7-5" />
    </>
  ),
  more: <path d="M4.500 10h.010M10 10h.010M15.500 10h.010" />,
  phone: (
    <path d="M4 3.500h3l1.500 4L6.700 9a10 10 0 0 0 4.300 4.300l1.500-1.800 4 1.500v3c0 .6-.4 1-1 1C9 17 3 11 3 4.500c0-.6.4-1 1-1z" />
  ),
  promises: (
    <>
      <path d="m6 10 3 3 5-6" />
      <circle cx="10" cy="10" r="7.5" />
    </>
  ),
  quote: <path d="M4 6.500h4.500v4c0 2-1.500 3-3.500 3.500M11.500 6.500H16v4c0 2-1.500 3-3.500 3.500" />,
  returned: <path d="M4 10a6 6 0 0 1 10.500-4L16.500 8M16.500 4v4h-4M16 10a6 6 0 0 1-10.500 4L3.500 12M3.500 16v-4h4" />,
  settings: (
    <>
      <circle cx="10" cy="10" r="2.5" />
      <path d="M10 2.500v2.200M10 15.300v2.200M2.500 10h2.200M15.300 10h2.200M4.700 4.700l1.600 1.600M13.700 13.700l1.600 1.600M15.300 4.700l-1.600 1.600M6.300 13.700l-1.600 1.600" />
    </>
  ),
  shop: <path d="M3.500 8 5 3.500h10L16.500 8M4.500 8v9h11V8M3.500 8h13M8 17v-5h4v5" />,
  social: (
    <>
      <circle cx="5" cy="10" r="2" />
      <circle cx="14.500" cy="5" r="2" />
      <circle cx="14.500" cy="15" r="2" />
      <path d="m6.800 9 5.900-3.100M6.800 11l5.900 3.100" />
    </>
  ),
  talk: <path d="M3 4.500h14v9H9L5.500 16.500v-3H3z" />,
  team: (
    <>
      <circle cx="7.500" cy="7" r="2.800" />
      <path d="M2 16c.5-3 2.600-4.700 5.500-4.700S12.500 13 13 16M12.500 4.500a2.600 2.600 0 0 1 0 5M14.500 11.800c2 .5 3.100 2 3.500 4.200" />
    </>
  ),
  write: <path d="m4 16 .8-3.500L13 4.300a1.400 1.400 0 0 1 2 0l.7.7a1.400 1.400 0 0 1 0 2L7.500 15.200z" />,
} as const

export type IconName = keyof typeof drawings

const line = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
      strokeWidth={1.6}
      {...line}
      style={{ flex: 'none', verticalAlign: '-3px' }}
    >
      {drawings[name]}
    </svg>
  )
}

/** The fuse with its end: our sign. */
export function HouseMark({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" strokeWidth={2} {...line}>
      <path d="M2.500 10h7" />
      <circle cx="13.500" cy="10" r="4" />
    </svg>
  )
}
