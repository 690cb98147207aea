import { ibanLengths } from '#modules/conversations/rules/iban-lengths.ts'

/** An account number as it is compared: capital letters and digits, without the spaces that people read it by. */
export const plainIban = (written: string): string =>
  written
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')

/** What is wrong with an account number: its form or its country's length, or its check digits (ISO 13616, ISO/IEC 7064 MOD 97-10). */
export function ibanFault(plain: string): 'form' | 'check' | null {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(plain) || ibanLengths[plain.slice(0, 2)] !== plain.length) return 'form'
  return remainder(plain) === 1 ? null : 'check'
}

/** The check digits of a country's account number (BBAN): 98 minus the remainder. */
export const checkDigits = (country: string, bban: string): string => String(98 - remainder(`${country}00${bban}`)).padStart(2, '0')

/** A bank's code (ISO 9362): eight or eleven characters. */
export const isBic = (plain: string): boolean => /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(plain)

// EPC409-09: where a SEPA credit transfer reaches. Islands and overseas parts have the IBAN of their country.
export const sepaCountries: readonly string[] =
  'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA'.split(' ')

function remainder(plain: string): number {
  let carried = 0
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    carried = (carried * (value > 9 ? 100 : 10) + value) % 97
  }
  return carried
}
