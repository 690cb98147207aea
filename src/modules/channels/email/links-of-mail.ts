const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (words: string) => words.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

/** An address in a text, without the mark that ends the sentence around it. */
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g

/** Plain text as HTML in which addresses are links. */
export function linkedText(text: string): string {
  let html = ''
  let read = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    html += `${escaped(text.slice(read, index))}<a href="${escaped(found)}">${escaped(found)}</a>`
    read = index + found.length
  }
  return html + escaped(text.slice(read))
}

/** Gives the links of a mail the organisation's colour: mail programs read no style sheet, so each link carries it. */
export function dressLinks(html: string, accent: string | null): string {
  return accent === null ? html : html.replaceAll(/<a (?=[^>]*href=)(?![^>]*style=)/gi, `<a style="color:${accent}" `)
}
