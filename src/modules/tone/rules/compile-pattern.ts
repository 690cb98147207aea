import { anyPart, type Part, parsePattern } from './parse-pattern.ts'

/** How the letters of a pattern are written into its expression: as they are, or in another script. */
export interface Writing {
  text(text: string): string
  set(source: string): string
}

/** A pattern that is ready to run on folded text. */
export interface Pattern {
  /** Built when the pattern is first wanted: most are never. */
  regex(): RegExp
  /** Beginnings of words of which one is in every match, at most `anchorLength` long; empty: nothing can be said. */
  anchors: readonly string[]
  /** Of these, too, every match has one; empty: nothing more can be said. */
  others: readonly string[]
  /** Where anchors say nothing: what must be there, at least. */
  needs: 'digit' | 'at' | null
  /** A match may go on after the end of a sentence: «I understand. But …». */
  crosses: boolean
  part: Part
}

export const anchorLength = 8

export function compilePattern(source: string): Pattern {
  const part = parsePattern(source)
  let made: RegExp | null = null
  return {
    part,
    regex: () => (made ??= regexOf(sourceOf(part))),
    ...anchorsOf(part),
    needs: needsOf(part),
    crosses: part.is === 'all' && part.parts.slice(0, -1).some(crossesIn),
  }
}

// Letters as they are after folding, by blocks: a fifth of the time of \p{L}, whose table every position would ask.
const letterBlocks =
  'a-zA-Z\\xaa\\xb5\\xba\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\ufdff\\ufe70-\\ufefe\\uff21-\\uffdc'
const wordBlocks = `0-9${letterBlocks}`

/** The limits of white space, letters and digits that every pattern stands in. */
export const regexOf = (body: string): RegExp => new RegExp(`(?<![${wordBlocks}])(?:${body})(?![${wordBlocks}])`, 'g')

// Every repetition has an end, so that a match has a greatest length and a text is read in time linear to its own (decision 019).
const mostLetters = 30
const mostTurns = 5
const gap = '[^.!?;]{0,40}?'

const plain: Writing = {
  text: (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
  set: (source) => inBlocks(source),
}

/** The regular expression of a part: bounded everywhere. */
export const sourceOf = (part: Part, writing: Writing = plain): string =>
  // Each entry is called with the part of its own kind.
  (writers[part.is] as (part: Part, writing: Writing) => string)(part, writing)

const writers: { [Kind in Part['is']]: (part: Extract<Part, { is: Kind }>, writing: Writing) => string } = {
  text: (part, writing) => writing.text(part.text),
  set: (part, writing) => writing.set(part.source),
  space: (part) => (part.optional ? ' ?' : ' '),
  gap: (part) => (part.spaced ? `(?: ${gap})?? ` : gap),
  letters: () => `[${letterBlocks}]{0,${mostLetters}}`,
  edge: (part) => part.source,
  look: (part, writing) => `${part.source}${sourceOf(part.inner, writing)})`,
  all: (part, writing) =>
    part.parts.map((inner) => (inner.is === 'any' ? `(?:${sourceOf(inner, writing)})` : sourceOf(inner, writing))).join(''),
  any: (part, writing) => part.choices.map((choice) => sourceOf(choice, writing)).join('|'),
  repeat: (part, writing) => `(?:${sourceOf(part.part, writing)})${turnsOf(part)}`,
}

/** \p{L} and \p{N} as blocks, inside a class or alone. */
export const inBlocks = (source: string): string =>
  source.startsWith('[')
    ? source.replaceAll('\\p{L}', letterBlocks).replaceAll('\\p{N}', '0-9')
    : source.replace('\\p{L}', `[${letterBlocks}]`).replace('\\p{N}', '[0-9]')

/** How often at most: single characters up to a long word, groups a few times. */
export const bounded = ({ part, most }: { part: Part; most: number }): number =>
  Math.min(most, part.is === 'set' || part.is === 'letters' ? mostLetters * 2 : most === Number.POSITIVE_INFINITY ? mostTurns : most)

function turnsOf(part: Part & { is: 'repeat' }): string {
  const most = bounded(part)
  if (part.least === 0 && most === 1) return '?'
  return `{${Math.min(part.least, most)},${most}}`
}

const crossesIn = (part: Part): boolean => anyPart(part, (inner) => inner.is === 'set' && /^\[[^^]*\./.test(inner.source))

function needsOf(part: Part): Pattern['needs'] {
  switch (part.is) {
    case 'any':
      return sameNeed(part.choices.map(needsOf))
    case 'all':
      return part.parts.map(needsOf).find((need) => need !== null) ?? null
    case 'repeat':
      return part.least > 0 ? needsOf(part.part) : null
    case 'set':
      return part.source === '\\d' ? 'digit' : null
    case 'text':
      return needOfText(part.text)
    default:
      return null
  }
}

const sameNeed = (all: Pattern['needs'][]): Pattern['needs'] => (all.every((need) => need === all[0]) ? (all[0] ?? null) : null)

function needOfText(text: string): Pattern['needs'] {
  if (text.includes('@')) return 'at'
  return /\d/.test(text) ? 'digit' : null
}

/** The two best sets of words' beginnings of which every match has one each: the longer the shortest of them, the better. */
function anchorsOf(part: Part): Pick<Pattern, 'anchors' | 'others'> {
  if (part.is === 'any') {
    const each = part.choices.map((choice) => anchorsOf(choice).anchors)
    return { anchors: each.every(({ length }) => length > 0) ? each.flat() : [], others: [] }
  }
  const runs = runsOf(part.is === 'all' ? part.parts : [part]).filter((run) => worth(run) > 0)
  const [best = [], second = []] = runs.toSorted((one, other) => worth(other) - worth(one)).map(shortened)
  return { anchors: best, others: second.length <= mostOthers ? second : [] }
}

const shortened = (run: string[]): string[] => [...new Set(run.map((text) => text.slice(0, anchorLength).trimEnd()))]
const mostOthers = 32

const worth = (run: string[]): number => (run.length === 0 ? 0 : Math.min(8, ...run.map((text) => text.trimEnd().length)) - run.length / 48)

const mostVariants = 96

/** What may stand at the beginnings of words: one list for each place where a word begins for certain. */
function runsOf(parts: readonly Part[]): string[][] {
  const made: Runs = { runs: [], open: [''] }
  for (const part of parts) {
    goOn(made, part)
    // What follows a space begins a word, whatever stood before; a short run goes on, it says more together.
    if (startsWord(part) && made.open?.some((text) => text.length > anchorLength / 2)) close(made, true)
  }
  close(made, false)
  return [...made.runs, ...parts.flatMap(nestedRuns)]
}

interface Runs {
  runs: string[][]
  open: string[] | null
}

function goOn(made: Runs, part: Part) {
  const texts = part.is === 'look' || part.is === 'edge' ? [''] : textsOf(part)
  if (made.open && texts && made.open.length * texts.length <= mostVariants) made.open = joinedTo(made.open, texts)
  else close(made, startsWord(part) || (wordBefore(made.open) && endsWord(part)))
}

function close(made: Runs, word: boolean) {
  if (made.open?.every((text) => text !== '')) made.runs.push(made.open)
  made.open = word ? [''] : null
}

/** Beyond the length of an anchor nothing more is wanted. */
const joinedTo = (open: readonly string[], texts: readonly string[]): string[] => [
  ...new Set(open.flatMap((text) => (text.length > anchorLength ? [text] : texts.map((more) => text + more)))),
]

const wordBefore = (open: readonly string[] | null): boolean => open?.every((text) => text === '' || text.endsWith(' ')) === true

/** «(very |so )*»: whether it is there or not, what follows begins a word. */
function endsWord(part: Part): boolean {
  if (part.is === 'repeat') return endsWord(part.part)
  if (part.is === 'any') return part.choices.every(endsWord)
  if (part.is === 'all') return part.parts.length > 0 && part.parts.slice(-1).every(endsWord)
  return startsWord(part)
}

const startsWord = (part: Part): boolean => (part.is === 'space' && !part.optional) || (part.is === 'gap' && part.spaced)

/** A choice in the middle of which each alternative begins a word by itself says as much as a run. */
function nestedRuns(part: Part, at: number, all: readonly Part[] = []): string[][] {
  const before = all[at - 1]
  const wordBefore = at === 0 || (before !== undefined && startsWord(before))
  if (!wordBefore || part.is !== 'any') return []
  const each = part.choices.map((choice) => runsOf(choice.is === 'all' ? choice.parts : [choice])[0])
  return each.every((run) => run !== undefined) ? [each.flatMap((run) => run ?? [])] : []
}

/** All texts that a part may be, where they are few; null where they are not. */
function textsOf(part: Part): string[] | null {
  if (part.is === 'text') return [part.text]
  if (part.is === 'space') return part.optional ? null : [' ']
  if (part.is === 'repeat') {
    const texts = part.least === 0 && part.most === 1 ? textsOf(part.part) : null
    return texts && ['', ...texts]
  }
  if (part.is === 'any') return joined(part.choices.map(textsOf))
  if (part.is !== 'all') return null
  return part.parts.map(textsOf).reduce<string[] | null>(
    (all, texts) => {
      const product = all && texts && all.flatMap((text) => texts.map((more) => text + more))
      return product && product.length <= mostVariants ? product : null
    },
    [''],
  )
}

function joined(all: (string[] | null)[]): string[] | null {
  if (all.some((texts) => texts === null)) return null
  const flat = all.flatMap((texts) => texts ?? [])
  return flat.length <= mostVariants ? flat : null
}
