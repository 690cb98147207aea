interface Written {
  text: string
  html: string | null
}

// A comment says nothing to who reads it, and tells us what was not written by hand.
const mark = '<!--signature-->'

/** A text with the signature below it. */
export function withSignature({ text, html }: Written, signature: Written | null): Written {
  if (signature === null) return { text, html }
  return { text: `${text}\n\n${signature.text}`, html: html === null ? null : `${html}${mark}${signature.html ?? ''}` }
}

/** The same text without it. */
export const withoutSignature = (html: string): string => html.split(mark)[0] ?? html
