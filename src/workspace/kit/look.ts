import { isMantineColorScheme, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core'

export type Density = 'roomy' | 'compact'
interface Look {
  scheme: MantineColorScheme
  density: Density
}

const untouched: Look = { scheme: 'auto', density: 'roomy' }
/** Whose look it is: the last person's until somebody signs in, so that the first paint is not a flash. */
let owner = 'last'

const read = (who: string): Look => {
  try {
    const kept = JSON.parse(localStorage.getItem(`redress.look.${who}`) ?? '{}') as Partial<Look>
    return {
      scheme: isMantineColorScheme(kept.scheme) ? kept.scheme : untouched.scheme,
      density: kept.density === 'compact' ? 'compact' : 'roomy',
    }
  } catch {
    // a browser that refuses storage, or something that is not ours in it: the look is the default one
    return untouched
  }
}

const keep = (look: Look) => {
  try {
    for (const who of new Set(['last', owner])) localStorage.setItem(`redress.look.${who}`, JSON.stringify(look))
  } catch {
    // private windows may refuse storage; the look then lasts as long as the page
  }
}

const wear = ({ density }: Look) => document.documentElement.setAttribute('data-density', density)

/** Takes on the look of the person who signed in; answers the colour scheme to set. */
export function wearLookOf(person: string): MantineColorScheme {
  owner = person
  const look = read(person)
  wear(look)
  return look.scheme
}

export function setDensity(density: Density): void {
  const look = { ...read(owner), density }
  keep(look)
  wear(look)
}

/** Keeps light, dark or auto in this browser, for each person apart. */
export const lookManager: MantineColorSchemeManager = {
  get: () => {
    const look = read(owner)
    wear(look)
    return look.scheme
  },
  set: (scheme) => keep({ ...read(owner), scheme }),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => keep(untouched),
}
