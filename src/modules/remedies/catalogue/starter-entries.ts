import type { Range, Terms } from './contract.ts'
import el from './starter/el.json' with { type: 'json' }
import en from './starter/en.json' with { type: 'json' }
import shipped from './starter/entries.json' with { type: 'json' }
import es from './starter/es.json' with { type: 'json' }

interface Said {
  name: string
  happens: string
  evidence?: string
}
type Sayings = Record<string, Said | undefined>

interface Shipped {
  code: string
  kind: Terms['kind']
  basis: Terms['basis']
  categories: string[]
  money?: [number, number]
  percent?: [number, number]
  days: number
}

/** What came with the desk: number 0 of each entry. Sums are in the house's own currency. */
export const starterEntries = (currency: string): { code: string; terms: Terms }[] =>
  // The files are ours: starter-entries.test.ts holds them to the contract.
  (shipped as unknown as Shipped[]).map((entry) => ({ code: entry.code, terms: termsOf(entry, currency) }))

function termsOf({ code, kind, basis, categories, days, ...worth }: Shipped, currency: string): Terms {
  const said = { en: saidIn(en, code), el: saidIn(el, code), es: saidIn(es, code) }
  const evidence = { en: said.en.evidence ?? '', el: said.el.evidence ?? '', es: said.es.evidence ?? '' }
  return {
    kind,
    basis,
    categories,
    range: rangeOf(worth, currency),
    evidence: evidence.en === '' ? null : evidence,
    name: { en: said.en.name, el: said.el.name, es: said.es.name },
    happens: { en: said.en.happens, el: said.el.happens, es: said.es.happens },
    days,
    valid_from: null,
    valid_to: null,
    ended: false,
  }
}

function rangeOf({ money, percent }: Pick<Shipped, 'money' | 'percent'>, currency: string): Range | null {
  if (percent) return { unit: 'percent', min: percent[0], max: percent[1] }
  return money ? { unit: 'money', currency, min: money[0], max: money[1] } : null
}

const saidIn = (words: Sayings, code: string): Said => words[code] ?? { name: code, happens: code }
