import type { Language } from '#platform/endpoint.ts'
import type { HouseRules, KeptChange } from '../contract/rules.ts'
import { type CompiledRules, compileRules } from './compiled-rules.ts'
import manners from './manners.json' with { type: 'json' }
import type { AvoidRule, CueRule } from './rule.ts'
import { shippedRules } from './shipped-rules.ts'
import { vocabularyRules } from './vocabulary-rules.ts'

export type LanguageRules = Readonly<Record<Language, CompiledRules>>

const languages = ['en', 'el', 'es'] as const
const editions = new Map<string, LanguageRules>()

/** The rules as they hold on a day (ISO): those that came with Redress, changed by the house, and its own. Kept by edition and day. */
export function rulesOf(house: HouseRules | null, day: string | null): LanguageRules {
  const key = house ? `${house.edition} ${day ?? ''}` : ''
  const before = editions.get(key)
  if (before) return before
  const made = Object.fromEntries(languages.map((language) => [language, lazily(() => compileFor(language, house, day))]))
  if (editions.size > 4) editions.clear()
  // fromEntries loses the names of the three languages.
  editions.set(key, made as unknown as LanguageRules)
  return made as unknown as LanguageRules
}

/** All rules of a language that can be switched on, as they came. */
export const shippedAvoid = (language: Language): readonly AvoidRule[] => [...shippedRules[language].avoid, ...vocabularyRules[language]]

/** Compiled when first read, not before: most texts are of one language. */
function lazily(make: () => CompiledRules): CompiledRules {
  let made: CompiledRules | null = null
  const own = () => (made ??= make())
  return {
    get avoid() {
      return own().avoid
    },
    get cues() {
      return own().cues
    },
    candidates: (folded) => own().candidates(folded),
    latin: () => own().latin(),
  }
}

function compileFor(language: Language, house: HouseRules | null, day: string | null): CompiledRules {
  const changes = new Map(house?.changes.map((change) => [change.rule, change]))
  const shipped = shippedAvoid(language).flatMap((rule) => {
    const change: Partial<KeptChange> = changes.get(rule.id) ?? {}
    if ((change.off ?? rule.default_on === false) || !holdsOn(change, day)) return []
    return [{ ...rule, severity: change.severity ?? rule.severity, channels: change.channels ?? rule.channels ?? null }]
  })
  const own = (house?.rules ?? []).filter((rule) => rule.language === language && !rule.off && holdsOn(rule, day))
  const houseRules = own.map(({ rule, instead, ...rest }): AvoidRule => ({ ...rest, id: rule, say_instead: instead }))
  return compileRules({ avoid: [...shipped, ...houseRules], cues: [...shippedRules[language].cues, ...mannersOf(language)] })
}

const holdsOn = ({ from, until }: { from?: string | null | undefined; until?: string | null | undefined }, day: string | null): boolean =>
  day === null || ((from ?? day) <= day && (until ?? day) >= day)

export type Manner = (typeof manners)[number]['manner']

/** Manners are read with the cues, in the same pass; they are told from them by their id. */
function mannersOf(language: Language): CueRule[] {
  return manners
    .filter((one) => one[language].length > 0)
    .map((one) => ({ id: `manner:${one.manner}`, cue: 'thanks', strength: 0, patterns: one[language] }))
}
