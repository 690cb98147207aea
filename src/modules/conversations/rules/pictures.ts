const own = /^(?:cid:|\/api\/v1\/complaints\/[0-9a-f-]{36}\/attachments\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\?preview=1)?$/

/** How a picture in a text is named in a mail: `cid:` and the id of its attachment. Null where it is none of ours. */
export function contentAddressOf(src: string): string | null {
  const [, id] = own.exec(src) ?? []
  return id ? `cid:${id}` : null
}

const named = /\ssrc="cid:([0-9a-f-]{36})"/g

/** The attachments that stand as pictures in a text that was made safe, once each. */
export const picturesIn = (html: string | null): string[] => [...new Set([...(html ?? '').matchAll(named)].flatMap(([, id]) => id ?? []))]

/** The same text with its pictures where a browser finds them. */
export const withShownPictures = (html: string, pathOf: (id: string) => string): string =>
  html.replace(named, (_whole, id: string) => ` src="${pathOf(id)}"`)
