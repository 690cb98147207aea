/** What is shown in the browser; everything else is a download. */
export const previewTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'] as const

/** What a file is: by its first bytes where it could be shown, never by its name; else what its sender says, as long as it is no lie about the former. */
export function mediaTypeOf(bytes: Uint8Array, said: string): string {
  const seen = seenIn(bytes)
  if (seen) return seen
  const clean = said.split(';')[0]?.trim().toLowerCase() ?? ''
  const credible = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/.test(clean) && !isPreviewed(clean)
  return credible ? clean : 'application/octet-stream'
}

export const isPreviewed = (mediaType: string): boolean => (previewTypes as readonly string[]).includes(mediaType)

function seenIn(bytes: Uint8Array): (typeof previewTypes)[number] | null {
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(head)) return 'image/gif'
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return 'image/webp'
  return head.startsWith('%PDF-') ? 'application/pdf' : null
}
