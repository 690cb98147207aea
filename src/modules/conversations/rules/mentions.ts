export interface Mentionable {
  id: string
  name: string
}

/** Which of these colleagues a text mentions: `@` and the whole name, the longest name first, so that Ana is not meant by Ana María. */
export function mentionsIn(text: string, colleagues: readonly Mentionable[]): string[] {
  let rest = text
  return colleagues
    .toSorted((one, other) => other.name.length - one.name.length)
    .filter(({ name }) => {
      const pattern = new RegExp(`(?<![\\p{L}\\p{N}])@${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu')
      const without = rest.replaceAll(pattern, ' ')
      const found = without !== rest
      rest = without
      return found
    })
    .map(({ id }) => id)
}

const escaped = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
