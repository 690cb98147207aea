/** Names that clients write and that the encoding standard does not know. */
const otherNames: Readonly<Record<string, string>> = {
  'utf-8-mac': 'utf-8',
  'utf-8-unix': 'utf-8',
  'utf-8-strict': 'utf-8',
  utf8mb4: 'utf-8',
  utf8n: 'utf-8',
  utf_8: 'utf-8',
  cp65001: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'unicode-2-0-utf-8': 'utf-8',
  unicode: 'utf-16',
  ansi_x3: 'windows-1252',
  ansi: 'windows-1252',
  western: 'windows-1252',
  'iso-8859-1-windows-3.1-latin-1': 'windows-1252',
  'windows-1252http-equivcontent-type': 'windows-1252',
  greek: 'iso-8859-7',
  elot_928: 'iso-8859-7',
  'x-windows-1253': 'windows-1253',
  cyrillic: 'iso-8859-5',
  koi8: 'koi8-r',
  'koi8-ru': 'koi8-u',
  turkish: 'iso-8859-9',
  cp936: 'gbk',
  ms936: 'gbk',
  'x-gbk': 'gbk',
  gb2312_charset: 'gbk',
  'gb2312-80': 'gbk',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'euc-cn': 'gb18030',
  hz: 'hz-gb-2312',
  'hz-gb2312': 'hz-gb-2312',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  'x-windows-949': 'euc-kr',
  ks_c_5601: 'euc-kr',
  'ks_c_5601-1992': 'euc-kr',
  ksc5601: 'euc-kr',
  euc_kr: 'euc-kr',
  cp950: 'big5',
  ms950: 'big5',
  'x-big5': 'big5',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  shiftjis: 'shift_jis',
  euc_jp: 'euc-jp',
  eucjp: 'euc-jp',
  jis: 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp50222: 'iso-2022-jp',
  'x-mac-roman': 'macintosh',
  'x-mac-greek': 'macgreek',
  'x-mac-ce': 'maccenteuro',
  'x-mac-turkish': 'macturkish',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  visual: 'iso-8859-8',
  'unicode-1-1-utf-7': 'utf-7',
  'unicode-2-0-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
}

/** The name under which we know a charset: lower case, without quotes, language, what was glued to it, and the common misspellings. */
export function charsetName(declared: string | null): string {
  if (declared === null || declared === '') return ''
  const known = remembered.get(declared)
  if (known !== undefined) return known
  const name = nameOf(declared)
  if (remembered.size < mostRemembered) remembered.set(declared, name)
  return name
}

const remembered = new Map<string, string>()
const mostRemembered = 500

function nameOf(declared: string): string {
  const plain = declared
    .slice(0, 200)
    .toLowerCase()
    .replace(/["'\s]*$/, '')
    .replace(/^["'\s]*(?:charset\s*=\s*["']?)?/, '')
    .replace(/[*;,"'\s].*$/s, '')
    .replace(/^(?:cs(?=iso|utf|shift|euc|big|koi)|x-(?=cp\d|windows-\d|euc-|sjis|iso-))/, '')
  if (plain in otherNames) return otherNames[plain] ?? plain
  const usual = plain
    .replace(/^utf[_ ]?(\d)/, 'utf-$1')
    .replace(/^(utf-\d+)[_]?(le|be)$/, '$1$2')
    .replace(/^(?:win|windows|cp|ms|ansi)[-_]?(125\d)$/, 'windows-$1')
    .replace(/^(?:latin|l)[-_]?(\d)$/, (_, n: string) => `iso-8859-${latins[n] ?? n}`)
    .replace(/^iso[-_ ]?8859[-_ ]?(\d+).*$/, 'iso-8859-$1')
    .replace(/^(?:cp|ibm|dos|oem)[-_]?(\d{3})$/, 'cp$1')
    .replace(/^koi8[-_]?([ru])$/, 'koi8-$1')
    .replace(/^gb[-_]?(2312|18030)(?:[-_]\d\d)?$/, 'gb18030')
    .replace(/^big[-_]?5(?:[-_](?:hkscs|eten|tw))?$/, 'big5')
    .replace(/^iso[-_]?2022[-_]?(jp|kr|cn)(?:[-_].*)?$/, 'iso-2022-$1')
    .replace(/^utf-(16|32)-(le|be)$/, 'utf-$1$2')
  return otherNames[usual] ?? usual
}

/** The Latin alphabets are not numbered as the parts of ISO 8859 are. */
const latins: Readonly<Record<string, string>> = { 5: '9', 6: '10', 7: '13', 8: '14', 9: '15' }
