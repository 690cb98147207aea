import { inBlocks, type Writing } from './compile-pattern.ts'

// How people type Greek in Latin letters. What is longer is tried first.
// biome-ignore format: a table reads better in rows
const spellings: Record<string, readonly string[]> = {
  ου: ['ou', 'oy', 'u'], αυ: ['au', 'av', 'af', 'ay'], ευ: ['eu', 'ev', 'ef', 'ey'], ει: ['ei', 'i', 'h'], οι: ['oi', 'i'], αι: ['ai', 'e'], υι: ['yi', 'ui', 'i'],
  γγ: ['gg', 'ng', 'g'], γκ: ['gk', 'g', 'ngk', 'ng'], γχ: ['gch', 'nch', 'gx', 'gh', 'nx', 'nh'], μπ: ['mp', 'b'], ντ: ['nt', 'd'], τζ: ['tz', 'j'],
  λλ: ['ll', 'l'], ππ: ['pp', 'p'], ττ: ['tt', 't'], σσ: ['ss', 's'], μμ: ['mm', 'm'], νν: ['nn', 'n'], κκ: ['kk', 'k'], ρρ: ['rr', 'r'], ββ: ['vv', 'bb', 'v', 'b'],
  α: ['a'], β: ['v', 'b'], γ: ['gh', 'g', 'y'], δ: ['dh', 'd'], ε: ['e'], ζ: ['z'], η: ['h', 'i', 'n'], θ: ['th', '8', 'u'], ι: ['i', 'y'], κ: ['k', 'c'], λ: ['l'],
  μ: ['m'], ν: ['n', 'v'], ξ: ['ks', 'x', '3'], ο: ['o', 'w'], π: ['p'], ρ: ['r'], σ: ['s'], τ: ['t'], υ: ['y', 'i', 'u', 'h'], φ: ['ph', 'f'], χ: ['ch', 'kh', 'x', 'h'],
  ψ: ['ps', '4'], ω: ['w', 'o'], ';': [';', '?'],
}
const graphemes = new RegExp(Object.keys(spellings).join('|'), 'g')

/** Writes a Greek pattern's letters in all the ways in which they are typed in Latin ones. */
export const latinWriting: Writing = {
  text: (text) => text.replace(/[\\^$*+?()[\]{}|/.]/g, '\\$&').replace(graphemes, (one) => choiceOf(spellings[one] ?? [one])),
  set: (source) =>
    /[α-ω;]/.test(source) && source.startsWith('[') && !source.startsWith('[^') ? choiceOf(lettersOf(source)) : inBlocks(source),
}

/** The two letters with which a word may begin that begins with these Greek ones. */
export function latinStarts(anchor: string): string[] {
  const [first = '', second = ' '] = anchor.match(new RegExp(`${graphemes.source}|.`, 'gu')) ?? []
  const write = (one: string) => spellings[one] ?? [one]
  return [...new Set(write(first).flatMap((start) => (start.length > 1 ? [start] : write(second).map((next) => start + next))))].map(
    (start) => start.slice(0, 2),
  )
}

const choiceOf = (all: readonly string[]): string =>
  all.length === 1 ? (all[0] ?? '') : `(?:${all.map((one) => (one === '?' ? '\\?' : one)).join('|')})`

const lettersOf = (source: string): string[] =>
  Array.from(source.slice(1, -1).replaceAll('\\', '')).flatMap((letter) => spellings[letter] ?? [letter === '.' ? '\\.' : letter])
