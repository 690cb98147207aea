import type Holidays from 'date-holidays'
import { refuse } from '#platform/refusal.ts'
import { holidayLibrary } from './holiday-library.ts'
import './refusals.ts'

/** A country, a part of it, or a part of that: `GR`, `ES-AN`, `ES-CN-TE`. */
export type Region = string

export interface RegionParts {
  country: string
  state?: string
  part?: string
}

/** A region in the letters in which it is known here; refused when nobody knows its holidays. */
export function regionNamed(asked: string): Region {
  const found = findRegion(asked)
  if (found === null) throw refuse('calendars.unknown_region', { region: asked.slice(0, 40) })
  return found
}

export function partsOf(region: Region): RegionParts {
  const [country = '', state, part] = region.split('-')
  return { country, ...(state !== undefined && { state }), ...(part !== undefined && { part }) }
}

/** The region and those that it lies in, the widest first: `ES`, `ES-CN`, `ES-CN-TE`. */
export function lineageOf(region: Region): Region[] {
  return region.split('-').map((_part, at, parts) => parts.slice(0, at + 1).join('-'))
}

/** Every region whose holidays are known, with its name in a language where there is one, else in its own. */
export function listRegions(language: string): { code: Region; name: string }[] {
  const countryNames = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })
  return Object.keys(known().getCountries()).flatMap((country) => {
    const name = countryNames.of(country) ?? country
    const states = Object.entries(known().getStates(country, language) ?? {})
    return [
      { code: country, name },
      ...states.flatMap(([state, stateName]) => [
        { code: `${country}-${state}`, name: `${name}: ${stateName}` },
        ...partsIn(country, state, language).map(([part, partName]) => ({
          code: `${country}-${state}-${part}`,
          name: `${name}: ${stateName}, ${partName}`,
        })),
      ]),
    ]
  })
}

/** Where a zone is: the region whose clock it is, when it is one region's. */
export function regionOfZone(zone: string): Region | null {
  const narrow = zonesOfRegions[zone]
  if (narrow !== undefined) return narrow
  const there = Object.keys(known().getCountries()).filter((country) => zonesIn(country).includes(zone))
  return there.length === 1 ? (there[0] ?? null) : null
}

/** The first clock of a region, UTC where none is known. */
export function zoneOfRegion(region: Region): string {
  const { country, state = '', part = '' } = partsOf(region)
  return new (holidayLibrary())(country, state, part).getTimezones()[0] ?? 'UTC'
}

let world: Holidays | undefined
const known = (): Holidays => (world ??= new (holidayLibrary())())

/** Zones that are the clock of one part of a country. */
const zonesOfRegions: Readonly<Record<string, Region>> = {
  'Europe/London': 'GB-ENG',
  'Europe/Belfast': 'GB-NIR',
  'Europe/Madrid': 'ES',
  'Atlantic/Canary': 'ES-CN',
  'Africa/Ceuta': 'ES-CE',
  'Europe/Athens': 'GR',
  'Australia/Sydney': 'AU-NSW',
  'Australia/Melbourne': 'AU-VIC',
  'Australia/Brisbane': 'AU-QLD',
  'Australia/Perth': 'AU-WA',
  'Australia/Adelaide': 'AU-SA',
  'Australia/Hobart': 'AU-TAS',
  'Australia/Darwin': 'AU-NT',
}

const zonesIn = (country: string): readonly string[] => {
  // Only country codes of two letters make a locale.
  if (!/^[A-Z]{2}$/.test(country)) return []
  return new Intl.Locale('und', { region: country }).getTimeZones() ?? []
}

const partsIn = (country: string, state: string, language?: string): [string, string][] =>
  Object.entries(known().getRegions(country, state, language) ?? {})

function findRegion(asked: string): Region | null {
  const [country, state, part, more] = asked.split('-')
  const inCountry = among(Object.keys(known().getCountries()), country)
  if (inCountry === undefined || more !== undefined) return null
  if (state === undefined) return inCountry
  const inState = among(Object.keys(known().getStates(inCountry) ?? {}), state)
  if (inState === undefined) return null
  if (part === undefined) return `${inCountry}-${inState}`
  const inPart = among(
    partsIn(inCountry, inState).map(([code]) => code),
    part,
  )
  return inPart === undefined ? null : `${inCountry}-${inState}-${inPart}`
}

const among = (codes: readonly string[], asked = ''): string | undefined => codes.find((code) => code.toUpperCase() === asked.toUpperCase())
