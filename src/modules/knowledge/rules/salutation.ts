import type { Language } from '#platform/endpoint.ts'

interface Addressed {
  name: string
  /** The words that this person chose, or an agent typed: they always win. */
  salutation: string | null
}

/** How a letter begins, without its comma; null when nobody said how, and no name is known. Gender is never guessed. */
export function salutationOf({ name, salutation }: Addressed, language: Language): string | null {
  const chosen = salutation?.trim().replace(/[,:]$/, '')
  if (chosen) return chosen
  const known = name.trim().replaceAll(/\s+/g, ' ')
  if (known === '' || known.includes('@')) return null
  return byName[language](known)
}

const byName: Record<Language, (name: string) => string> = {
  en: (name) => `Dear ${name}`,
  el: (name) => `Αγαπητέ/ή κύριε/κυρία ${name.split(' ').at(-1)}`,
  es: (name) => `Estimado/a ${name}`,
}
