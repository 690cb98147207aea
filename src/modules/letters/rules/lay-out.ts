import type { Section } from './compose-letter.ts'

/** A paragraph with its lines, or the items of a list. */
export type Passage = { kind: 'paragraph'; lines: string[] } | { kind: 'list'; items: string[] }

const item = /^\s*[-–•]\s+(.*)$/

/** The passages of a plain text: an empty line ends a paragraph, `- ` begins an item. */
export function passagesOf(text: string): Passage[] {
  const passages: Passage[] = []
  for (const part of text.split(/\n\s*\n/)) {
    for (const line of part.split('\n')) addLine(passages, line.trim())
    passages.push({ kind: 'paragraph', lines: [] })
  }
  return passages.filter((passage) => (passage.kind === 'list' ? passage.items : passage.lines).length > 0)
}

function addLine(passages: Passage[], line: string) {
  if (line === '') return
  const last = passages.at(-1)
  const said = item.exec(line)?.[1]
  if (said !== undefined) {
    if (last?.kind === 'list') last.items.push(said)
    else passages.push({ kind: 'list', items: [said] })
  } else if (last?.kind === 'paragraph') last.lines.push(line)
  else passages.push({ kind: 'paragraph', lines: [line] })
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
const linked = (text: string): string =>
  escaped(text).replace(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g, (address) => `<a href="${address}">${address}</a>`)

/** The letter as a mail's rich text, headings of issues above those of their parts. */
export function htmlOf(sections: readonly Section[], end: readonly string[] = []): string {
  const parts = sections.flatMap(({ issue, title, blocks }) => [
    ...(title === '' ? [] : [`<h2>${escaped(title)}</h2>`]),
    ...blocks.flatMap(({ heading, text }) => [headingOf(heading, issue), ...passagesOf(text).map(passageHtml)]),
  ])
  return [...parts, ...end.map((line) => `<p>${linked(line)}</p>`)].join('')
}

function headingOf(heading: string, issue: string | null): string {
  if (heading === '') return ''
  return issue === null ? `<h2>${escaped(heading)}</h2>` : `<h3>${escaped(heading)}</h3>`
}

const passageHtml = (passage: Passage): string =>
  passage.kind === 'list'
    ? `<ul>${passage.items.map((one) => `<li><p>${linked(one)}</p></li>`).join('')}</ul>`
    : `<p>${passage.lines.map(linked).join('<br>')}</p>`

/** The letter in plain words, as what is judged and what is looked for in it. */
export const wordsOf = (sections: readonly Section[]): string =>
  sections
    .flatMap(({ title, blocks }) => [title, ...blocks.flatMap(({ heading, text }) => [heading, text])])
    .filter((part) => part !== '')
    .join('\n\n')
