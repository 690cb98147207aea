import { mailLimits } from './mail-limits.ts'

/** Endings for parts that came without a name. */
const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/json': 'json',
  'application/xml': 'xml',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-signature': 'p7s',
  'application/pkcs7-mime': 'p7m',
  'application/x-pkcs7-mime': 'p7m',
  'application/ics': 'ics',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/rfc822-headers': 'txt',
  'text/enriched': 'txt',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'message/news': 'eml',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'message/feedback-report': 'txt',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/pjpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'image/heic': 'heic',
  'image/tiff': 'tif',
  'image/bmp': 'bmp',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'application/ms-tnef': 'dat',
  'application/vnd.ms-tnef': 'dat',
}

const types: ReadonlyMap<string, string> = new Map(
  Object.entries(endings)
    .map(([type, ending]) => [ending, type] as const)
    .toReversed(),
)

/** What a file without a type is, by the ending of its name. */
export function typeByName(name: string | null): string {
  return types.get(/\.([a-z0-9]{1,5})$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '') ?? 'application/octet-stream'
}

/** Names that Windows keeps for itself. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)/i

/** A name that is safe to show, to save and to send: no folder, no hidden sign, never empty, its ending kept when it is too long. */
export function safeName(name: string | null, mediaType: string, place: number): string {
  const last =
    (name ?? '')
      .toWellFormed()
      .normalize('NFC')
      .split(/[/\\]/)
      .filter((piece) => !/^[\s.]*$/.test(piece))
      .at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0\ufffe\uffff]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (plain === '') return `attachment-${place}.${endings[mediaType] ?? 'bin'}`
  return shortened(reserved.test(plain) ? `_${plain}` : plain)
}

function shortened(name: string): string {
  const signs = [...name]
  if (signs.length <= mailLimits.attachmentName) return name
  const ending = /\.[^.\s]{1,15}$/u.exec(name)?.[0] ?? ''
  return `${signs
    .slice(0, mailLimits.attachmentName - [...ending].length)
    .join('')
    .trimEnd()}${ending}`
}
