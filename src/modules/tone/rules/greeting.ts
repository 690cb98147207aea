/** Who is greeted at the beginning of a text; the offsets are those of the name. */
export interface Greeting {
  name: string
  start: number
  end: number
}

/** The greeting that a text begins with, in our languages. */
export function greetingOf(written: string): Greeting | null {
  const match = salutation.exec(written.slice(0, 400))
  const name = match?.groups?.name ?? match?.groups?.titled
  if (!match || !name) return null
  const start = match[0].lastIndexOf(name)
  return { name, start, end: start + name.length }
}

/** Nothing but a greeting: it says nothing that could be unsuitable, or kind. */
export function isGreeting(sentence: string): boolean {
  const [greeting = ''] = salutation.exec(sentence) ?? []
  return nothingElse.test(sentence.slice(greeting.length)) && greeting.trim().split(/\s+/).length <= mostWords
}

const mostWords = 6
const nothingElse = /^[\s,:;.!·]*$/u

const salutation =
  /^\s*(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|γεια σας|γεια σου|γεια|καλημέρα(?: σας)?|καλησπέρα(?: σας)?|αγαπητ(?:έ|ή|οί|ές|ό)(?:\/(?:ή|έ))?|αξιότιμ(?:ε|η|οι)|estimad[oa]s?(?:\/a)?|querid[oa]s?|apreciad[oa]s?|hola|buen(?:os|as) (?:días|tardes|noches)|muy señor[a]? (?:mío|mía))[ ,]+(?<name>[^\n,:;.!·]{1,80})(?=[,:;.!·\n]|$)|^\s*(?<titled>(?:mr|mrs|ms|miss|dr|κύριε|κυρία|κ\.|señora?|sra?\.|don|doña)\.? [^\n,:;.!·]{1,60})(?=[,:;!·\n]|\.\s|$)/iu
