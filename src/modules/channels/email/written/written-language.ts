import type { Language } from '#platform/endpoint.ts'

const common: Record<Language, string> = {
  en: 'the and you your have has had was were with this that not from for but they are been would could please order my is it of to on what when which about did there',
  es: 'el la los las que de del en un una por para con no se su mi me es está esta este pero como más muy hola gracias pedido queja ustedes usted cuando porque desde hace ha han he lo al ya sin fue',
  // Greek in Latin letters, as people type it where the keyboard has no other.
  el: 'kai den gia mou sas apo sto stin ston tin ton einai exo eixa eixame na tha oti pou ena mia kalimera kalispera parakalo efxaristo euxaristo paraggelia paragelia den mas me se o h to ta ti tou tis poso pote edo ektos alla kalhmera proion proionta lathos xrimata',
}
const words = new Map(Object.entries(common).map(([language, list]) => [language as Language, new Set(list.split(' '))]))

const longest = 4_000

/** The language that a text is written in, of those we speak; null when its words do not tell. */
export function writtenLanguage(text: string): Language | null {
  const said = text.slice(0, longest).toLowerCase()
  const greek = said.match(/[\u0370-\u03ff\u1f00-\u1fff]/g)?.length ?? 0
  const latin = said.match(/[a-z\u00e0-\u024f]/g)?.length ?? 0
  // A Greek mail names foreign brands and addresses; an English one hardly ever a Greek word.
  if (greek >= 3 && greek * 3 >= latin) return 'el'
  return byWords(said)
}

function byWords(said: string): Language | null {
  const list = said.match(/\p{L}+/gu) ?? []
  const score = (language: Language) => list.filter((word) => words.get(language)?.has(word)).length
  const scores = { en: score('en'), es: score('es') + signs(said), el: score('el') }
  const [first, second] = (['en', 'es', 'el'] as const).toSorted((one, other) => scores[other] - scores[one])
  if (!first || !second || scores[first] === 0 || scores[first] === scores[second]) return null
  // One word that two languages share is no language.
  return scores[first] >= 2 || list.length <= 3 ? first : null
}

/** What only Spanish writes. */
const signs = (said: string): number => 3 * (said.match(/[¿¡ñ]/g)?.length ?? 0)
