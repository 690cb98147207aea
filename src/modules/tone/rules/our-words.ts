import { foldForRules } from './fold-map.ts'

/** [start, end) of a text as it was written. */
export interface Range {
  start: number
  end: number
}

/**
 * What of an outgoing text is not ours to judge: quoted history, a signature below `-- `, notices that stand under every mail, unfilled
 * variables, and what repeats the customer in quotation marks. In order, without overlap.
 */
export function notOurs(text: string, quoted = ''): Range[] {
  const tail = historyStart(text)
  const found = [...quotedLines(text, tail), ...repeatedWords(text.slice(0, tail), quoted), ...variables(text.slice(0, tail))]
  if (tail < text.length) found.push({ start: tail, end: text.length })
  return united(found)
}

/** Those of the ranges, in order and without overlap, that touch [start, end). */
export function touching(ranges: readonly Range[], start: number, end: number): Range[] {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const found: Range[] = []
  for (let at = low; at < ranges.length; at += 1) {
    const range = ranges[at]
    if (!range || range.start >= end) break
    found.push(range)
  }
  return found
}

// The line above quoted history, as mail programs write it in our languages and some more.
const historyHeads = [
  /^[ \t]*(?:on|am|le|em|el|στις|την|τη)\b.{4,120}(?:wrote|schrieb|a écrit|escreveu|escribió|έγραψε|έγραψαν)\s*:[ \t]*$/imu,
  /^[ \t]*(?:στις|την|τη|το|ο|η)\s.{4,120}έγραψε\s*:[ \t]*$/imu,
  /^[ \t]*-{2,}[ \t]*(?:original message|forwarded message|αρχικό μήνυμα|προωθημένο μήνυμα|mensaje original|mensaje reenviado)[ \t]*-{0,}[ \t]*$/imu,
  /^[ \t]*(?:from|από|de)\s*:.{1,200}\r?\n[ \t]*(?:sent|date|στάλθηκε|ημερομηνία|enviado|fecha|to|προς|para)\s*:/imu,
  /^--[ \t]?\r?$/mu,
  /^[ \t]*(?:this (?:e-?mail|message)[^.\n]{0,80} (?:is|are|may be|contains?) [^.\n]{0,40}confidential|το παρόν (?:μήνυμα|email|ηλεκτρονικό)[^.\n]{0,120}εμπιστευτικ|este (?:mensaje|correo)[^.\n]{0,120}confidencial|please consider the environment|σκεφτείτε το περιβάλλον|antes de imprimir)/imu,
]

function historyStart(text: string): number {
  return Math.min(text.length, ...historyHeads.map((head) => text.search(head)).filter((at) => at >= 0))
}

function quotedLines(text: string, until: number): Range[] {
  return [...text.slice(0, until).matchAll(/^[ \t]*[>＞|].*$/gm)].map((line) => ({ start: line.index, end: line.index + line[0].length }))
}

const variables = (text: string): Range[] =>
  [...text.matchAll(/\{\{[^{}]{0,80}\}\}/g)].map((slot) => ({ start: slot.index, end: slot.index + slot[0].length }))

const quotation = /«[^«»]{2,600}»|“[^“”]{2,600}”|"[^"\n]{2,600}"|„[^„”“]{2,600}[”“]/g
const introduces =
  /(?:you(?:r)?\s[\p{L}\s]{0,30}(?:wrote|said|say|told|mention\p{L}*|describ\p{L}*|asked|words)|in your words|(?:γράψατε|γράφετε|είπατε|λέτε|αναφέρ\p{L}+|περιγρά\p{L}+|ρωτήσατε|ζητήσατε)|(?:escribió|escribe|dijo|dice|comentó|comenta|mencionó|menciona|contó|indicó|preguntó|pidió))[^.!?]{0,40}$/iu

/** Quoted words are the customer's when they wrote them, or when the sentence says so. */
function repeatedWords(text: string, quoted: string): Range[] {
  const said = quoted === '' ? '' : foldForRules(quoted)
  return [...text.matchAll(quotation)].flatMap((match) => {
    const words = foldForRules(match[0].slice(1, -1))
    const theirs = said !== '' && words.length > 3 && said.includes(words.replace(/[.,!?;]+$/, ''))
    const told = introduces.test(text.slice(Math.max(0, match.index - 80), match.index))
    return theirs || told ? [{ start: match.index, end: match.index + match[0].length }] : []
  })
}

function united(ranges: Range[]): Range[] {
  const all: Range[] = []
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = all.at(-1)
    // Quoted lines that follow each other are one.
    if (last && range.start <= last.end + 2) last.end = Math.max(last.end, range.end)
    else all.push({ ...range })
  }
  return all
}
