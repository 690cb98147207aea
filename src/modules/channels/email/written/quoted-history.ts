import { attributionEndingAt, mayEndAttribution, mostAttributions } from './attributions.ts'
import { type HeaderBlock, headerBlockAt } from './header-block.ts'
import { type Boundary, bareBoundaryOf, boundaryOf } from './quotation-words.ts'

/** Where the words of somebody else begin: `tail` hides all that follows, `intro` only its own lines. They begin in line `body`. */
export type Opening = {
  at: number
  lines: number
  kind: 'intro' | 'tail'
  body: number
  forwarded: boolean
  block: HeaderBlock | null
}

/** A text in lines, those that are quoted, and those in which no opening is looked for. */
export type Marked = { lines: readonly string[]; quoted: readonly boolean[]; skipped: readonly boolean[] }

/** The openings in a text, from its first line on. */
export function findOpenings(text: Marked): Opening[] {
  const found: Opening[] = []
  const looks = { left: mostAttributions }
  let free = 0
  for (let at = 0; at < text.lines.length; at += 1) {
    const opening = at < free || text.skipped[at] ? null : (openingAt(text, at) ?? introducedAt(text, { at, free, looks }))
    if (opening === null) continue
    found.push(untilItsEnd(text.lines, opening))
    if (opening.kind === 'tail') return found
    free = opening.at + opening.lines
  }
  return found
}

function openingAt(text: Marked, at: number): Opening | null {
  const line = text.lines[at] ?? ''
  if (line.trim() === '') return null
  const boundary = boundaryOf(line)
  if (boundary === 'above') return opens(text, { at, end: at + 1, forwarded: false, block: null })
  if (boundary === 'original' || boundary === 'forwarded') return openingBelow(text, at, boundary)
  const block = headerBlockAt(text.lines, at)
  return block === null ? openingBareAt(text, at) : opens(text, { at, end: block.end, forwarded: false, block })
}

/** "Original message" without dashes, right above a head. */
function openingBareAt(text: Marked, at: number): Opening | null {
  if (!/[:：]/.test((text.lines[at + 1] ?? '').slice(0, 48))) return null
  const boundary = bareBoundaryOf(text.lines[at] ?? '')
  return boundary !== null && headerBlockAt(text.lines, at + 1, true) !== null ? openingBelow(text, at, boundary) : null
}

/** A boundary, with the head of the mail or the attribution below it. */
function openingBelow(text: Marked, at: number, boundary: Boundary): Opening {
  const below = skipBlank(text.lines, at + 1)
  const block = headerBlockAt(text.lines, below, true)
  const end = block?.end ?? attributionEnd(text, below) ?? at + 1
  return opens(text, { at, end, forwarded: boundary === 'forwarded', block })
}

function attributionEnd(text: Marked, from: number): number | null {
  for (let at = from; at < from + 4 && (text.lines[at] ?? '').trim() !== '' && !text.quoted[at]; at += 1) {
    if (mayEndAttribution(text.lines[at] ?? '') && attributionEndingAt(text.lines, at, quotedAfter(text, at + 1)) !== null) return at + 1
  }
  return null
}

type Place = { at: number; free: number; looks: { left: number } }

function introducedAt(text: Marked, { at, free, looks }: Place): Opening | null {
  if (looks.left === 0 || !mayEndAttribution(text.lines[at] ?? '')) return null
  looks.left -= 1
  const follows = quotedAfter(text, at + 1)
  const found = attributionEndingAt(text.lines, at, follows)
  if (found === null || found.at < free || (!follows && !found.sure)) return null
  return { at: found.at, lines: at + 1 - found.at, kind: follows ? 'intro' : 'tail', body: at + 1, forwarded: false, block: null }
}

type Opened = { at: number; end: number; forwarded: boolean; block: HeaderBlock | null }

function opens(text: Marked, { at, end, forwarded, block }: Opened): Opening {
  return { at, lines: end - at, kind: quotedAfter(text, end) ? 'intro' : 'tail', body: end, forwarded, block }
}

/** Some programs say where a forwarded mail ends; what follows is the writer's again. */
function untilItsEnd(lines: readonly string[], opening: Opening): Opening {
  if (opening.kind === 'intro') return opening
  for (let at = opening.at + opening.lines; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (!/^\s{0,4}[-_=*\u2010-\u2015]{2,}/.test(line) || boundaryOf(line) !== 'ends') continue
    return Object.assign(opening, { lines: at + 1 - opening.at, kind: 'intro' })
  }
  return opening
}

function quotedAfter({ lines, quoted }: Marked, from: number): boolean {
  return quoted[skipBlank(lines, from)] ?? false
}

/** The next line that says something, from here on; not far. */
export function skipBlank(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && at < from + 4 && (lines[at] ?? '').trim() === '') at += 1
  return at
}
