import { fold } from '#platform/fold.ts'
import { headerBlockAt } from './header-block.ts'
import { boundaryOf } from './quotation-words.ts'

/** As much of a history is compared: answers stand in its newest mail. */
const longest = 40_000
/** So much of a history, in letters, must be known; else it is one that we do not have, and its lines say nothing. */
const leastKnown = 0.5
/** A shorter line stands in any text. */
const shortest = 4

/**
 * Whether somebody wrote their answers into a history that no mark sets apart: most of it stands in the mails that we know, and a line does not.
 * A false yes only shows more.
 */
export function answersAmong(history: string, known: readonly string[]): boolean {
  const texts = known.map(lettersOf)
  const lines = saidLines(history.slice(0, longest).split('\n')).map(lettersOf)
  const compared = lines.filter((line) => line.length >= shortest)
  const unknown = compared.filter((line) => !texts.some((text) => text.includes(line)))
  const [all, strange] = [lengthOf(compared), lengthOf(unknown)]
  return strange > 0 && all - strange >= all * leastKnown
}

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0)

const lettersOf = (text: string): string =>
  fold(text.replace(/<?https?:\/\/[^\s>]*>?|<?mailto:[^\s>]*>?/g, '')).replace(/[^\p{L}\p{N}]+/gu, '')

/** Without the heads of mails, and without what gateways put around them. */
function saidLines(lines: readonly string[]): string[] {
  const said: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const block = headerBlockAt(lines, at)
    if (block) at = block.end - 1
    else if (boundaryOf(line) === null && !ofGateways.test(fold(line))) said.push(line)
  }
  return said
}

/** Warnings of outside mail, and disclaimers. */
const ofGateways =
  /^\W*(?:external|caution|warning|προσοχη|precaucion|achtung|attention)|outside (?:of )?(?:the|your|our) organi[sz]ation|confidential|intended (?:solely|recipient)|privileged|εμπιστευτικ|απορρητ|confidencial|vertraulich|confidentiel|riservat|poufn|конфиденциал/u
