import { randomInt } from 'node:crypto'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { codeFrom, drawn, letters } from './rules/code-form.ts'

/** By what a code is found: signed with the key outside the database, so that who reads the table can try no codes. */
export const hashOfCode = (work: Work, plain: string): Buffer => toolsOf(work).secrets.sign('coupon-codes', plain)

/** A code as a row keeps it. */
export function sealedCode(work: Work, plain: string) {
  return {
    code_hash: hashOfCode(work, plain),
    sealed: toolsOf(work).secrets.encrypt(Buffer.from(plain, 'utf8')),
    ending: plain.slice(-3),
  }
}

export const openedCode = (work: Work, sealed: Uint8Array): string => toolsOf(work).secrets.decrypt(sealed).toString('utf8')

/** A code that was drawn by lot, with its check character. */
export function drawCode(): string {
  for (;;) {
    const body = Array.from({ length: drawn }, () => letters[randomInt(letters.length)]).join('')
    const code = codeFrom(body)
    if (code !== null) return code
  }
}
