import type { Preset, Sector } from '../contract/preset.ts'

/** What is known of us and of a complaint when presets are chosen. */
export interface Circumstances {
  /** `GR`, `ES-AN`: a country, or one of its regions; null when nobody has said where we are. */
  region: string | null
  sectors: readonly Sector[]
  /** The categories of the issues, with the branches that they hang on. */
  categories: readonly string[]
  /** The day of receipt where we are, as `2026-11-23`. */
  received: string
  /** Presets that are chosen before they bind. */
  early: boolean
  /** Presets that the desk has switched off. */
  without: readonly string[]
}

export const whys = ['everywhere', 'country', 'region', 'sector', 'category', 'by_hand', 'promise'] as const
export type Why = (typeof whys)[number]

export interface Chosen<P extends Preset = Preset> {
  preset: P
  /** The narrowest thing that it was chosen for. */
  why: Why
}

/** The presets that apply by rule, each with the reason. The more special one takes the place of the one that it replaces. */
export function choosePresets<P extends Preset>(presets: readonly P[], circumstances: Circumstances): Chosen<P>[] {
  const fitting = presets.flatMap((preset) => {
    const why = whyOf(preset, circumstances)
    return why === null ? [] : [{ preset, why }]
  })
  const replaced = new Set(fitting.map(({ preset }) => preset.replaces))
  const left = fitting.filter(({ preset }) => !replaced.has(preset.code))
  return left.filter((one) => !one.preset.applies.when_alone || isAlone(one, left))
}

function whyOf(preset: Preset, circumstances: Circumstances): Why | null {
  return isOffered(preset, circumstances) && fitsCase(preset, circumstances) ? narrowest(preset.applies) : null
}

const isOffered = (preset: Preset, circumstances: Circumstances): boolean =>
  preset.applies.by === 'rule' &&
  preset.clocks.length > 0 &&
  !circumstances.without.includes(preset.code) &&
  isInForce(preset, circumstances)

const fitsCase = ({ applies }: Preset, { region, sectors, categories }: Circumstances): boolean =>
  fitsPlace(applies, region) && fits(applies.sectors, sectors) && fits(applies.categories, categories)

function narrowest({ categories, sectors, regions, countries }: Preset['applies']): Why {
  if (categories.length > 0) return 'category'
  if (sectors.length > 0) return 'sector'
  if (regions.length > 0) return 'region'
  return countries.length > 0 ? 'country' : 'everywhere'
}

function isInForce({ valid_from, mandatory_from }: Preset, { received, early }: Circumstances): boolean {
  if (valid_from !== null && received < valid_from) return false
  return mandatory_from === null || early || received >= mandatory_from
}

const fits = (asked: readonly string[], given: readonly string[]): boolean => asked.length === 0 || asked.some((one) => given.includes(one))

function fitsPlace({ countries, regions }: Preset['applies'], region: string | null): boolean {
  const places = regions.length > 0 ? regions : countries
  return places.length === 0 || (region !== null && places.some((place) => lies(region, place)))
}

/** Whether a region lies in a country, or in one of the members of a union. */
export function lies(region: string, place: string): boolean {
  const country = region.slice(0, 2)
  if (place === 'EU') return union.includes(country)
  if (place === 'EEA') return [...union, 'IS', 'LI', 'NO'].includes(country)
  return region === place || region.startsWith(`${place}-`)
}

const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

/** Nothing nearer applies: no rule that names a place, and no other stopgap of a smaller one. */
function isAlone({ preset }: Chosen, chosen: readonly Chosen[]): boolean {
  const others = chosen.filter((other) => other.preset.code !== preset.code)
  return others.every(
    (other) => nearness(other.preset) === 0 || (other.preset.applies.when_alone && nearness(other.preset) <= nearness(preset)),
  )
}

function nearness({ applies: { countries, regions } }: Preset): number {
  if (regions.length > 0) return 3
  if (countries.length === 0) return 0
  return countries.some((place) => place === 'EU' || place === 'EEA') ? 1 : 2
}
