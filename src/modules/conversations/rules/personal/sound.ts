import { latinFromGreek } from '#platform/fold.ts'

/** How a name sounds, in Latin letters, so that its spellings meet: Παπαδόπουλος, PAPADOPOULOS, Papadopulos; García, garcia. */
export function soundOf(word: string): string {
  return latinFromGreek(word)
    .replace(/['".-]/g, '')
    .replace(/ñ/g, 'n')
    .replace(/ph/g, 'f')
    .replace(/[ck]h/g, 'h')
    .replace(/ks|x/g, 'h')
    .replace(/ou/g, 'u')
    .replace(/ei|oi|ee|y/g, 'i')
    .replace(/ai/g, 'e')
    .replace(/(?<=[^aeou])w(?=[^aeiou]|$)/g, 'o')
    .replace(/gg|gk|ng|nk/g, 'g')
    .replace(/mp/g, 'b')
    .replace(/nt/g, 'd')
    .replace(/c/g, 'k')
    .replace(/b/g, 'v')
    .replace(/([a-z])\1+/g, '$1')
}

// Of Greek names, as they sound: -ος -ου -ο -ε, -ας -α, -ης -η, -ων, -εως, and the plural. A Latin name loses little by it.
const endings = /(?:eos|us|os|as|es|is|on|s|o|u|a|e|i)$/

/** What of a name's sound stays the same when it is inflected. At least three letters. */
export function stemOf(sound: string): string {
  const stem = sound.replace(endings, '')
  return stem.length >= 3 ? stem : sound
}
