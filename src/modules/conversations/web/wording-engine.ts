/** The checker, fetched when the first composer is shown: its rules are larger than the page. */
export { checkTone, readAhead } from '#modules/tone/rules/check-tone.ts'
export { shippedLayer } from '#modules/tone/rules/learned/shipped-layer.ts'
export { isCheck } from '#modules/tone/rules/say-finding.ts'

/** A sentence of each language: the first that is judged in a language makes its rules ready, which takes longer than a look at a reply. */
export const firstSentences: readonly string[] = [
  'We are sorry that you had to wait for this parcel.',
  'Λυπόμαστε που περιμένατε αυτό το δέμα.',
  'Le pedimos disculpas por los días que usted esperó el paquete.',
]
