/**
 * A key by sound, equal for a Greek word and for how people write it in Latin letters (καθυστέρηση: kathisterisi, kathusterish, ka8ysterhsh).
 * Both sides lose what Latin letters do not tell apart: ι η υ ει οι, ο ω, β μπ, δ ντ, χ ξ.
 */
export function greekKey(word: string): string {
  return single(word.replace(/αι|ει|οι|υι|ου|αυ|ευ|ηυ|μπ|ντ|γγ|γκ|[α-ω]/g, (letter) => fromGreek[letter] ?? letter))
}

/** The keys that a word in Latin letters may have: `h` stands for η as well as for χ, `u` for υ as well as for ου. */
export function latinKeys(word: string): string[] {
  const base = word.replace(
    /th|ch|kh|ph|ps|ks|ou|ai|ei|oi|ay|ey|au|eu|av|ev|af|ef|mp|nt|gg|gk|ng|[a-z38*]/g,
    (letters) => fromLatin[letters] ?? letters,
  )
  const choices = (base.match(/[HU]/g) ?? []).slice(0, 3).map((letter) => (letter === 'H' ? ['i', 'x'] : ['i', 'u']))
  const spelled = choices.reduce<string[]>((so, pair) => so.flatMap((text) => pair.map((one) => text.replace(/[HU]/, one))), [base])
  return [...new Set(spelled.map((text) => single(text.replaceAll('H', 'i').replaceAll('U', 'u'))))]
}

const single = (key: string): string => key.replace(/(.)\1+/g, '$1')

// biome-ignore format: a table reads better in rows
const fromGreek: Record<string, string> = {
  αι: 'e', ει: 'i', οι: 'i', υι: 'i', ου: 'u', αυ: 'af', ευ: 'ef', ηυ: 'if', μπ: 'v', ντ: 'd', γγ: 'g', γκ: 'g',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'θ', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r',
  σ: 's', τ: 't', υ: 'i', φ: 'f', χ: 'x', ψ: 'ψ', ω: 'o',
}
// biome-ignore format: a table reads better in rows
const fromLatin: Record<string, string> = {
  th: 'θ', ch: 'x', kh: 'x', ph: 'f', ps: 'ψ', ks: 'x', ou: 'u', ai: 'e', ei: 'i', oi: 'i', ay: 'af', ey: 'ef', au: 'af', eu: 'ef', av: 'af',
  ev: 'ef', af: 'af', ef: 'ef', mp: 'v', nt: 'd', gg: 'g', gk: 'g', ng: 'g',
  b: 'v', c: 'k', h: 'H', j: 'x', q: 'k', u: 'U', w: 'o', y: 'i', '3': 'x', '8': 'θ',
}
