/**
 * Folding makes two spellings of one word equal: lower case, no accents, compatibility forms undone, ς as σ, ñ kept.
 * The database has the same function (`fold` in the migrations); both are held together by fold-vectors.json.
 */

// A symbol that would unfold to more than three letters becomes a space, so that a folded text never outgrows a column by much.
const swelling =
  /[\u2057\u2152\u2167\u2177\u247d-\u2487\u2a0c\u320e-\u321e\u327c\u327d\u3300-\u3357\u337f\u3389\u33a8\u33ae\u33af\u33c2\u33c6\u33d8\ufdf2-\ufdfc]/g
// Combining marks of Latin, Greek and Cyrillic; vowel signs of other scripts are letters to their readers and stay. Also what is invisible: soft hyphen, joiners.
const marks =
  /[\u0300-\u036f]|[\u0483-\u0487]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe00-\ufe0f]|[\ufe20-\ufe2f]|[\u0000\u00ad\u2060\ufeff]|[\u200b-\u200f]/g
const capitals = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐØøĐđŁłĦħŦŧŊŋıðÐ’‘ʼ‛“”„«»‟‐‒–—―−⁄'
const smalls = 'αβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґooddllhhttnnidd\'\'\'\'""""""------/'
const pairs: Record<string, string> = { ß: 'ss', ẞ: 'ss', Æ: 'ae', æ: 'ae', Œ: 'oe', œ: 'oe', Þ: 'th', þ: 'th' }
const letters = new Map(Array.from(capitals, (capital, at) => [capital, smalls.charAt(at)]))
const foldable = new RegExp(`[A-Z${capitals}${Object.keys(pairs).join('')}]`, 'gu')

export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  if (beyondTable.test(text)) return foldAnew(text)
  let folded = ''
  for (let at = 0; at < text.length; at += 1) folded += table[text.charCodeAt(at)] ??= foldAnew(text.charAt(at))
  return folded
}

// Most texts by far: ASCII, and characters of Latin, Greek, Cyrillic and punctuation that fold alone to what they fold to in any company.
const plain = /^[^\0\x80-\uffff]*$/
const beyondTable = /[^\0-\u02ff\u0370-\u0482\u1f00-\u20cf]/
const table: (string | undefined)[] = []

function foldAnew(text: string): string {
  return text
    .toWellFormed()
    .replace(swelling, ' ')
    .normalize('NFKD')
    .replace(/[nN]\u0303/g, 'ñ')
    .replace(marks, '')
    .replace(foldable, (letter) => pairs[letter] ?? letters.get(letter) ?? letter.toLowerCase())
}

/** The words of a text in their order: runs of letters and digits. Fold first where spelling must not matter. */
export function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
}

// biome-ignore format: a table reads better in rows
const latin: Record<string, string> = {
  ου: 'ou', αυ: 'av', ευ: 'ev', γγ: 'ng', γξ: 'nx', γχ: 'nch',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm',
  ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
}

/** The folded text with Greek letters written in Latin ones after ELOT 743: παραγγελία → parangelia. */
export function latinFromGreek(text: string): string {
  return fold(text)
    .replace(/αυ(?=[θκξπστφχψ]|(?!\p{L}))/gu, 'af')
    .replace(/ευ(?=[θκξπστφχψ]|(?!\p{L}))/gu, 'ef')
    .replace(/(?<!\p{L})μπ/gu, 'b')
    .replace(/ου|αυ|ευ|γγ|γξ|γχ|[α-ω]/g, (greek) => latin[greek] ?? greek)
}

// What a Latin letter or group may stand for, likeliest first.
// biome-ignore format: a table reads better in rows
const greek: Record<string, readonly string[]> = {
  th: ['θ'], ch: ['χ'], kh: ['χ'], ph: ['φ'], ps: ['ψ'], ks: ['ξ'], gg: ['γγ'], gk: ['γκ'], ng: ['γγ', 'νγ'], mp: ['μπ'], nt: ['ντ'],
  ou: ['ου'], ay: ['αυ'], ey: ['ευ'], au: ['αυ'], av: ['αυ', 'αβ'], af: ['αυ', 'αφ'], eu: ['ευ'], ev: ['ευ', 'εβ'], ef: ['ευ', 'εφ'],
  ai: ['αι', 'αη'], ei: ['ει', 'εη'], oi: ['οι', 'οη'],
  a: ['α'], b: ['β', 'μπ'], c: ['κ', 'σ'], d: ['δ', 'ντ'], e: ['ε', 'αι'], f: ['φ'], g: ['γ', 'γκ'], h: ['η', 'χ'], i: ['ι', 'η', 'υ', 'ει', 'οι'],
  j: ['ξ', 'τζ'], k: ['κ'], l: ['λ'], m: ['μ'], n: ['ν'], o: ['ο', 'ω'], p: ['π'], q: ['θ', 'κ'], r: ['ρ'], s: ['σ'], t: ['τ'], u: ['υ', 'ου'],
  v: ['β'], w: ['ω'], x: ['χ', 'ξ'], y: ['υ', 'ι'], z: ['ζ'],
}

/**
 * The Greek spellings, folded, that a word or sentence in Latin letters may stand for, likeliest first and never more than `most`;
 * empty where nothing is Latin. To search, prefer the database's `search_question`, which goes by sound and needs no list.
 */
export function greekFromLatin(text: string, most = 64): string[] {
  const folded = fold(text).replace(/(?<=[a-z])[38]|[38](?=[a-z])/g, (digit) => (digit === '8' ? 'th' : 'ks'))
  if (!/[a-z]/.test(folded) || most < 1) return []
  const parts = folded.match(/th|ch|kh|ph|ps|ks|gg|gk|ng|mp|nt|ou|[ae][uvfy]|[aeo]i|./gsu) ?? []
  let spellings = [{ text: '', doubt: 0 }]
  for (const part of parts) {
    const choices = greek[part] ?? [part]
    spellings = spellings.flatMap((start) => choices.map((choice, doubt) => ({ text: start.text + choice, doubt: start.doubt + doubt })))
    spellings = spellings.toSorted((one, other) => one.doubt - other.doubt).slice(0, most)
  }
  return [...new Set(spellings.map((spelling) => spelling.text))]
}
