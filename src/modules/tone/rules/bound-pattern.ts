import { bounded, compilePattern } from './compile-pattern.ts'
import { anyPart, type Part, PatternFault, parsePattern } from './parse-pattern.ts'

/**
 * Why a pattern of the house may not be kept, as a key of the words (`pattern.<reason>`); null where it may. What passes is read in time
 * linear to the text: every repetition is bounded, and from one place of a text there are at most `mostWays` ways through it.
 */
export function patternFault(source: string, use: 'pattern' | 'exclude' = 'pattern'): string | null {
  try {
    const part = parsePattern(source)
    if (anyPart(part, (inner) => inner.is === 'repeat' && inner.most > 2 && !isWord(inner.part) && repeatsRepeat(inner.part)))
      return 'repeats_repeat'
    if (anyPart(part, (inner) => inner.is === 'repeat' && inner.most !== Number.POSITIVE_INFINITY && inner.most > 60)) return 'too_long'
    if (anyPart(part, (inner) => inner.is === 'look' && inner.source.startsWith('(?<'))) return 'look_behind'
    if (waysThrough(part) > mostWays) return 'too_open'
    if (use === 'pattern' && !namesWord(source)) return 'no_word'
    return null
  } catch (error) {
    if (error instanceof PatternFault) return error.reason
    throw error
  }
}

const mostWays = 4_000

/** «(very |so )?» once is no repetition; what may come often may hold nothing that may come often. */
const repeatsRepeat = (part: Part): boolean =>
  anyPart(part, (inner) => (inner.is === 'repeat' && inner.most > 2) || inner.is === 'letters' || inner.is === 'gap')

/** «(\p{L}+ ){0,3}» is up to three words: where a word ends is never in doubt. */
function isWord(part: Part): boolean {
  if (part.is !== 'all' || part.parts.length !== 2) return false
  const [first, second] = part.parts
  return endsAtSpace(first, second) || endsAtSpace(second, first)
}

const endsAtSpace = (part: Part | undefined, next: Part | undefined): boolean =>
  next?.is === 'space' &&
  !next.optional &&
  (part?.is === 'letters' || (part?.is === 'repeat' && part.part.is === 'set' && part.part.source === '\\p{L}'))

const namesWord = (source: string): boolean => {
  const { anchors } = compilePattern(source)
  return anchors.length > 0 && anchors.every((anchor) => anchor.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= 2)
}

/** How many ways there are, at most, to read a part from one place: what alternatives begin differently exclude each other. */
export function waysThrough(part: Part): number {
  switch (part.is) {
    case 'space':
      return part.optional ? 2 : 1
    case 'gap':
      return 41
    case 'letters':
      return 31
    case 'look':
      return waysThrough(part.inner)
    case 'all':
      return part.parts.reduce((ways, inner, at) => ways * (endsAtSpace(inner, part.parts[at + 1]) ? 1 : waysThrough(inner)), 1)
    case 'any':
      return waysOfChoice(part.choices)
    case 'repeat':
      return waysOfRepeat(part)
    default:
      return 1
  }
}

function waysOfChoice(choices: readonly Part[]): number {
  const byStart = new Map<string, number>()
  let anywhere = 0
  for (const choice of choices) {
    const ways = waysThrough(choice)
    const start = startOf(choice)
    if (start === null) anywhere += ways
    else byStart.set(start, (byStart.get(start) ?? 0) + ways)
  }
  return Math.max(1, anywhere + Math.max(0, ...byStart.values()))
}

/** The letter with which a part begins for certain. */
function startOf(part: Part): string | null {
  if (part.is === 'text') return part.text.charAt(0)
  if (part.is === 'space' && !part.optional) return ' '
  if (part.is === 'all') return part.parts[0] ? startOf(part.parts[0]) : null
  return part.is === 'repeat' && part.least > 0 ? startOf(part.part) : null
}

function waysOfRepeat({ part, least, most }: Part & { is: 'repeat' }): number {
  const each = waysThrough(part)
  const turns = bounded({ part, most })
  let ways = 0
  for (let turn = least; turn <= turns; turn += 1) ways += each ** turn
  return ways
}
