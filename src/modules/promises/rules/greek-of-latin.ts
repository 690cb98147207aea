import { fold } from '#platform/fold.ts'
import lexicon from './date-words.json' with { type: 'json' }
import type { WrittenWord } from './written-words.ts'

/** Greek in Latin letters as Greek: words that we know by their sound, others letter by letter, with the endings of verbs. Places stay. */
export function inGreekLetters(words: readonly WrittenWord[]): WrittenWord[] {
  return words.map((word) => (/^[a-z]/.test(word.folded) ? greekWord(word) : word))
}

function greekWord(word: WrittenWord): WrittenWord {
  const greek =
    known().get(soundOfLatin(word.folded)) ?? endings.reduce((made, [latin, ending]) => made.replace(latin, ending), spelled(word.folded))
  return { ...word, written: greek, folded: fold(greek) }
}

const small =
  'θα σασ σου του τησ τουσ μασ μου με σε τον την τη το τα τισ στη στην στο στον στισ δεν δε μην αν εαν και κι να που οτι πωσ για οταν μολισ απο αλλα ισωσ ελπιζω παρακαλω μπορειτε αφου εφοσον σιγουρα ξανα'

let sounds: Map<string, string> | undefined

function known(): Map<string, string> {
  const phrases = Object.values(lexicon.el).flat()
  sounds ??= new Map([...phrases.flatMap((phrase) => phrase.split(' ')), ...small.split(' ')].map((word) => [soundOfGreek(word), word]))
  return sounds
}

const steps = (table: string): [RegExp, string][] =>
  table.split(' ').map((step) => {
    const [from = '', to = ''] = step.split('>')
    return [new RegExp(from, 'gu'), to]
  })

const greekSteps = steps(
  'ου>u αυ>av ευ>ev αι>e ε[ι]>i οι>i υι>i γ[γκ]>g μπ>b ντ>d ξ>ks ψ>ps θ>8 χ>x α>a β>v γ>g δ>d ε>e ζ>z [ηιυ]>i κ>k λ>l μ>m ν>n [οω]>o π>p ρ>r [σς]>s τ>t φ>f (.)\\1>$1',
)
const latinSteps = steps(
  'th>8 ch>x kh>x ph>f ou>u oy>u a[uvyf]>av e[uvyf](?!$)>ev ai>e ei>i oi>i g[gk]>g mp>b nt>d 3>ks ^h(?=[aeiou8t])>x (?<=[aeiou])h(?=[aeiou])>x [hy]>i w>o c>k q>k j>ks (.)\\1>$1',
)
const sound = (word: string, table: readonly [RegExp, string][]): string => table.reduce((made, [from, to]) => made.replace(from, to), word)
const soundOfGreek = (word: string): string => sound(word, greekSteps)
const soundOfLatin = (word: string): string => sound(word, latinSteps)

const letters = steps(
  'th>θ ch>χ kh>χ ph>φ ps>ψ ks>ξ ou>ου mp>μπ nt>ντ gg>γγ gk>γκ a>α b>μπ c>κ d>δ e>ε f>φ g>γ (?<=[aeiouαεο])h(?=[aeiou])>χ h>η i>ι j>ξ k>κ l>λ m>μ n>ν o>ο p>π q>κ r>ρ s>σ t>τ u>ου v>β w>ω x>χ y>υ z>ζ 8>θ 3>ξ',
)
const spelled = (word: string): string => sound(word, letters)

// How verbs end, which is how they are told apart.
const endings: [RegExp, string][] = [
  [/ο$/u, 'ω'],
  [/(?<!ε)[ιη]$/u, 'ει'],
  [/[ιη]τε$/u, 'ειτε'],
]
