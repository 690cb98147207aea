const entities: Readonly<Record<string, string>> = { lt: '<', nl: '\n', np: '\n\n', paragraph: '\n\n' }

/** The words of `text/enriched` (RFC 1896) and of the older `text/richtext`, without their marks. */
export function textFromEnriched(text: string, mediaType: string): string {
  const older = mediaType === 'text/richtext'
  const lines = older ? text.replace(/\n+/g, ' ') : text.replace(/\n+/g, (breaks) => (breaks.length === 1 ? ' ' : breaks.slice(1)))
  return lines
    .replace(/<param>[^<]{0,2000}<\/param>/gi, '')
    .replace(/<<|<(\/?)([a-z0-9-]{1,40})>/gi, (all, slash: string | undefined, name: string | undefined) => {
      if (all === '<<') return '<'
      return (older || name?.toLowerCase() === 'paragraph') && slash !== '/' ? (entities[(name ?? '').toLowerCase()] ?? '') : ''
    })
    .replace(/[ \t]+\n/g, '\n')
    .trim()
}
