import { fold } from '#platform/fold.ts'
import { address, date, time } from './header-block.ts'
import { endsInVerb, startWords, wroteWords } from './quotation-words.ts'

/** "On Tuesday … Maria wrote:". Where it is `sure`, what stands below is hers even when it is not marked. */
export type Attribution = { at: number; sure: boolean }

const mostLines = 5
const longest = 500
/** More lines than this are looked at in no mail. */
export const mostAttributions = 2_000

/** The attribution whose last line this is; it may begin some lines above. `quoted`: the next words are marked as quoted. */
export function attributionEndingAt(lines: readonly string[], end: number, quoted: boolean): Attribution | null {
  const best = { at: end, rank: 0 }
  let joined = ''
  for (let at = end; at > end - mostLines && (at === end || mayGoOn(lines[at])); at -= 1) {
    joined = `${(lines[at] ?? '').slice(0, longest).trim()} ${joined}`.trim()
    const rank = joined.length > longest ? 0 : rankOf(joined)
    if (rank > best.rank) Object.assign(best, { at, rank })
    if (rank === dated) break
  }
  if (best.rank < (quoted ? likely : named)) return null
  return { at: beginning(lines, best.at), sure: best.rank >= named }
}

/** Whether a line may be the last one of an attribution: asked of every line, so it is cheap. */
export function mayEndAttribution(line: string): boolean {
  if (/[:：>]$|-{2,}$/.test(line.slice(-3))) return true
  const end = line.slice(-60).trimEnd()
  if (/[:：>](?:[\s*_\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,12})?$|-{2,}\*?$|&gt;$/.test(end.slice(-14))) return true
  return line.length <= longest && endsInVerb(end)
}

/** Whether the attribution may have begun in this line already. */
function mayGoOn(line: string | undefined): boolean {
  if (line === undefined || line.trim() === '' || /^\s{0,3}>/.test(line)) return false
  return !/[!?;]\s*$|\p{L}{4,}\.\s*$/u.test(line.slice(-12))
}

/** The first two are enough where the next line is quoted, the others anyhow; beyond the last there is nothing to look for. */
const [likely, begun, named, dated] = [1, 2, 3, 4]

type About = { text: string; verb: boolean; start: boolean; addressed: boolean; framed: boolean }

function rankOf(joined: string): number {
  const text = bare(joined)
  if (isProse(text)) return 0
  const words = fold(text)
  const verb = wroteWords.test(words)
  if (!verb && !/[:：>]$/.test(text)) return 0
  const framed = verb && /^[-\u2010-\u2015]{2,}.{2,200}[-\u2010-\u2015]{2,}:?$/.test(joined)
  const about = { text, verb, framed, start: startWords.test(words), addressed: address.test(text) }
  return date.test(text) ? rankOfDated(about) : rankOfUndated(about)
}

function rankOfDated(about: About): number {
  const { text, verb, start, addressed } = about
  if (!start && !beginsWithDate.test(text) && !beginsWithName.test(text)) return 0
  if (about.framed) return named
  const timed = time.test(text)
  if (isSigned(about, timed)) return dated
  return (start && verb) || addressed || timed ? begun : 0
}

const beginsWithDate = /^["'«(*_\s-]{0,4}(?:\p{L}{2,12}\.?,?\s+){0,2}\d/u
const beginsWithName = /^\p{L}[^<@]{0,80}[<(]?[^\s<@]{1,64}@/u

/** A moment, an address, and a verb or an end as only programs write them. */
function isSigned({ text, verb, addressed }: About, timed: boolean): boolean {
  if (!addressed || !(timed || /(?:19|20)\d\d/.test(text))) return false
  return verb || (timed && /[>)]\s?[:：]$/.test(text))
}

/** "Maria Pappa <maria@shop.example> wrote:", "---- Maria wrote ----", "Maria Pappa wrote:". */
function rankOfUndated({ text, verb, start, addressed, framed }: About): number {
  // "Quoting Maria <maria@shop.example>:"
  if (!verb) return start && addressed ? likely : 0
  if (framed) return named
  if (addressed) return !start && /^["'\p{L}][^<@,;]{0,80}[<(]/u.test(text) ? named : likely
  return /^(?:\p{Lu}[\p{L}.'’-]*\s){1,4}[^\s:：]{3,16}(?:\s[^\s:：]{2,12})?\s?[:：]$/u.test(text) ? likely : 0
}

/** Words that a person uses of persons, and no program in this line; a name of that kind has a capital. */
const prose =
  /(?<!\p{L})(?:I|me|my|we|us|our|your|that|which|μου|σου|μας|σας|που|ότι|οτι|με|yo|mi|mis|nos|nuestro|que|moi|nous|votre|vous|qui|ich|mir|mich|wir|uns|ihr|ihre|dass|io|mio|ci|noi|vostro|che|eu|meu|nosso|ik|mij|mijn|wij|uw|dat)(?!\p{L})/u

/** In an address or a quoted name these words are no prose. */
function isProse(text: string): boolean {
  const said = text.replace(/"[^"]{0,80}"|[<([][^<>()[\]]{0,200}[>)\]]?|\S{1,64}@\S{1,190}/g, ' ')
  return prose.test(said.replace(/\p{L}+\.\p{L}+/gu, ' '))
}

/** Without the dashes around it and what nobody sees in it. */
function bare(joined: string): string {
  return joined
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/&lt;|&gt;|&quot;/g, (sign) => (sign === '&lt;' ? '<' : sign === '&gt;' ? '>' : '"'))
    .replace(/^[\s>*_\u2010-\u2015-]+/, '')
    .replace(/[\s*_\u2010-\u2015-]+$/, '')
}

/** "On Tuesday," may stand alone above the rest. */
function beginning(lines: readonly string[], at: number): number {
  const above = (lines[at - 1] ?? '').slice(0, 60).trim()
  return above.length <= 24 && /^\p{L}+\s\p{L}+\.?,$/u.test(above) && startWords.test(fold(above)) ? at - 1 : at
}
