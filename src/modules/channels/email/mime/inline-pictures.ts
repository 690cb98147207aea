import { firstField } from './mail-headers.ts'
import type { MailPart } from './mime-parts.ts'

const source = /(\s(?:src|background)\s*=\s*)("[^"<>]{1,2000}"|'[^'<>]{1,2000}'|[^\s"'<>]{1,2000})/gi
const contentId = /cid:([^\s"'<>()\\]{1,990})/gi

/** The ids of the parts that HTML shows in place. */
export function shownIds(html: string | null): Set<string> {
  if (html === null || !/cid:/i.test(html)) return new Set()
  return new Set([...html.matchAll(contentId)].map((match) => unescaped(match[1] ?? '')))
}

/** The id under which HTML may show a part: its Content-ID, else where it says that it stood (RFC 2557). */
export function partId(part: MailPart): string | null {
  const id = /<?([^<>]{1,990})>?/.exec(firstField(part.headers, 'content-id')?.trim() ?? '')?.[1]
  return id === undefined ? locationOf(part) : id.replace(/\s+/g, '') || null
}

/** Pictures that HTML names by their place (RFC 2557) are named by `cid:`, as all others are. */
export function byContentId(html: string, parts: readonly MailPart[]): string {
  const ids = new Map<string, string>()
  for (const part of parts) {
    const [location, id] = [locationOf(part), partId(part)]
    if (location !== null && id !== null && !ids.has(location)) ids.set(location, id)
  }
  if (ids.size === 0) return html
  return html.replace(source, (all, before: string, value: string) => {
    const id = ids.get(value.replace(/^["']|["']$/g, '').trim())
    return id === undefined ? all : `${before}"cid:${encodeURI(id).replaceAll('"', '%22')}"`
  })
}

function locationOf(part: MailPart): string | null {
  if (!part.mediaType.startsWith('image/')) return null
  const location = (firstField(part.headers, 'content-location') ?? '').replace(/\s+/g, '')
  return location === '' || location.length > 2_000 ? null : location
}

function unescaped(id: string): string {
  const plain = id.replaceAll('&amp;', '&')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain // a per cent sign that escapes nothing
  }
}
