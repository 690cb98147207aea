import type { PersonalSpan } from './spans.ts'

const cap = "\\p{Lu}[\\p{L}\\p{M}'’.-]*"
const caps = (most: number) => `${cap}(?:[ \\t]+${cap}){0,${most - 1}}`
const streets =
  'street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|way|place|pl|square|sq|terrace|crescent|gardens|boulevard|blvd|hill|row|mews|park|quay|walk|grove'
const ukPostcode = '[A-Z]{1,2}\\d[A-Z\\d]?[ \\t]?\\d[A-Z]{2}'
const months =
  'Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Μαίου|Ιουνίου|Ιουλίου|Αυγούστου|Σεπτεμβρίου|Οκτωβρίου|Νοεμβρίου|Δεκεμβρίου|Enero|Febrero|Marzo|Abril|Mayo|Junio|Julio|Agosto|Septiembre|Octubre|Noviembre|Diciembre'

const shapes: RegExp[] = [
  // 14b Harbour View Road, Leeds LS1 4AP
  new RegExp(
    `(?<![\\p{L}\\d])(?:(?:flat|apartment|apt|unit)\\.?[ \\t]*[\\p{L}\\d]{1,4},?[ \\t]+)?\\d{1,5}[a-z]?,?[ \\t]+(?:[\\p{L}'’.-]+[ \\t]+){1,4}(?:${streets})(?![\\p{L}])\\.?`,
    'giu',
  ),
  new RegExp(
    `(?<![\\p{L}\\d])${cap}(?:[ \\t]${cap}){0,2}[ \\t](?:Street|Road|Avenue|Lane|Crescent|Terrace|Boulevard)(?!\\p{L})(?:[ \\t]+\\d{1,4}[a-z]?)?`,
    'gu',
  ),
  new RegExp(`(?:${cap},?[ \\t]+)?(?<![\\p{L}\\d])${ukPostcode}(?![\\p{L}\\d])`, 'gu'),
  /(?<!\p{L})p\.?[ \t]?o\.?[ \t]?box[ \t]+\d{1,6}/giu,
  // Οδός Ερμού 12, Τ.Κ. 105 63 Αθήνα
  new RegExp(
    `(?<!\\p{L})(?:οδός|οδού|οδό|λεωφόρος|λεωφόρου|λεωφόρο|λεωφ\\.?|πλατεία|πλατείας|odos|odou|leoforos|leoforou)[ \\t]+(?:[\\p{L}.'’-]+[ \\t]+){0,3}?[\\p{L}.'’-]+,?[ \\t]*(?:αρ\\.?[ \\t]*)?\\d{1,4}[α-ωa-z]?(?![\\p{L}\\d])`,
    'giu',
  ),
  new RegExp(
    `(?<!\\p{L})(?:οδός|οδού|οδό|Οδός|Οδού|λεωφόρος|λεωφόρου|Λεωφόρος|Λεωφόρου|πλατεία|πλατείας|Πλατεία|Πλατείας)[ \\t]+${caps(3)}`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}.!?][ \\t]?)(?!(?:${months})(?!\\p{L}))[Α-ΩΆΈΉΊΌΎΏ][α-ωάέήίόύώϊϋΐΰς.]+(?:[ \\t]+[Α-ΩΆΈΉΊΌΎΏ][α-ωάέήίόύώϊϋΐΰς.]+){0,2}[ \\t]+\\d{1,3}[Α-Ωα-ω]?(?=[ \\t]*(?:[,\\n]|$))`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\d])(?:τ\\.?[ \\t]?κ\\.?|t\\.?k\\.?)[ \\t:]*\\d{3}[ \\t]?\\d{2}(?!\\d)(?:[ \\t,]+${cap})?`, 'giu'),
  // C/ Mayor, 12, 3º B, 28013 Madrid
  new RegExp(
    `(?<!\\p{L})(?:calle|c\\/|avenida|avda\\.?|av\\.|plaza|pza\\.?|paseo|camino|carretera|ronda|traves[ií]a|callej[oó]n)[ \\t]*(?:(?:de|del|la|las|los|el)[ \\t]+){0,3}[\\p{L}.'’-]+(?:[ \\t]+[\\p{L}.'’-]+){0,4}?,?[ \\t]*(?:n(?:[.º°]|úm\\.?|[ \\t]?º)?\\.?[ \\t]*)?\\d{1,4}(?:[ \\t]?bis)?(?:,?[ \\t]*\\d{1,2}[ \\t]?[ºª°](?:[ \\t]?\\p{Lu}(?!\\p{L}))?)?`,
    'giu',
  ),
  new RegExp(
    `(?<!\\p{L})(?:[Cc]alle|C\\/|c\\/|[Aa]venida|[Aa]vda\\.?|[Pp]laza|[Pp]aseo)[ \\t]*(?:(?:de|del|la|las|los|el)[ \\t]+){0,3}${caps(3)}`,
    'gu',
  ),
  // 28013 Madrid, 10563 Αθήνα, 105 63 Αθήνα
  new RegExp(`(?<![\\p{L}\\d.,-])\\d{3}[ \\t]?\\d{2}[ \\t]+${caps(3)}`, 'gu'),
]

const label = /(?<!\p{L})(?:address|διεύθυνση|διευθυνση|dirección|direccion|domicilio)[ \t\p{L}]{0,20}:[ \t]*([^\n]{3,160})/giu

/** What is written like a postal address. A town alone, or a street without a number or a word for it, is not found. */
export const addressesIn = (text: string): PersonalSpan[] => [
  ...shapes.flatMap((shape) =>
    [...text.matchAll(shape)].map((match) => ({
      kind: 'ADDRESS' as const,
      start: match.index,
      end: match.index + match[0].replace(/[\s.,'’-]+$/u, '').length,
    })),
  ),
  ...[...text.matchAll(label)].map((match) => {
    const end = match.index + match[0].length
    return { kind: 'ADDRESS' as const, start: end - (match[1]?.length ?? 0), end }
  }),
]
