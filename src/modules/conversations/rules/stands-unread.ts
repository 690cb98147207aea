const slot = /\{\{[^{}]*\}\}/g

const evenly = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()

/** Whether a machine's draft stands in a reply word for word. Words before or behind it, and slots that were filled, do not change it. */
export function standsUnread(draft: string, reply: string): boolean {
  const pieces = draft
    .split(slot)
    .map(evenly)
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
  const written = evenly(reply)
  let from = 0
  for (const piece of pieces) {
    const at = written.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return pieces.length > 0
}
