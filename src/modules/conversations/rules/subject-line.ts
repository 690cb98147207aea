/** What mail programs put before a subject, by language. Nothing else is a prefix: "Compre:" and "Hardware:" are words of the writer. */
export const subjectPrefixes = {
  reply: {
    en: ['Re', 'Reply'],
    el: ['Απ', 'ΑΠ', 'Σχετ', 'ΣΧΕΤ', 'Απάντηση'],
    es: ['Re', 'RV', 'Resp'],
    de: ['Aw', 'Antw'],
    fr: ['Re', 'Rép', 'Réf'],
    it: ['R', 'Rif'],
    pt: ['Res', 'Re'],
    nl: ['Antw'],
    nordic: ['Sv', 'Vs', 'Svar'],
    pl: ['Odp'],
    cs: ['Odp'],
    ru: ['Отв', 'Ответ'],
    tr: ['Ynt', 'Yan'],
    zh: ['回复', '回覆', '答复', '答覆'],
    ja: ['返信'],
    ko: ['회신', '답장'],
  },
  forward: {
    en: ['Fw', 'Fwd', 'Forward'],
    el: ['Πρθ', 'ΠΡΘ', 'Προώθηση'],
    es: ['Rv', 'Reenv', 'RE-ENV'],
    de: ['Wg', 'Weitergeleitet'],
    fr: ['Tr', 'Trans'],
    it: ['I', 'Inol'],
    pt: ['Enc', 'Fw'],
    nl: ['Doorst'],
    nordic: ['Vb', 'Vl', 'Videresendt'],
    pl: ['Pd'],
    cs: ['Přep', 'Fw'],
    ru: ['Пересл', 'Fw'],
    tr: ['İlt'],
    zh: ['转发', '轉寄', '轉發'],
    ja: ['転送'],
    ko: ['전달'],
  },
} as const

const words = [...new Set(Object.values(subjectPrefixes).flatMap((languages) => Object.values(languages).flat()))].sort(
  (a, b) => b.length - a.length,
)
const prefix = new RegExp(`^\\s*(?:${words.join('|')})\\s?(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\)|\\^\\d{1,3}|\\d{1,3})?\\s?[:：]\\s*`, 'iu')
const forward = new RegExp(`^\\s*(?:${Object.values(subjectPrefixes.forward).flat().join('|')})\\s?[:：]`, 'iu')
const mark = /\s*[[(][^[\]()]{0,60}?\b[A-Z]{2,5}-\d{4}-\d{6,}-\d[^[\]()]{0,20}[\])]\s*/g

/** The subject without prefixes and without our number: what the thread is about. */
export function bareSubject(subject: string): string {
  let bare = oneLine(subject).replace(mark, ' ').trim()
  for (let turn = 0; turn < 50 && prefix.test(bare); turn += 1) bare = bare.replace(prefix, '')
  return bare.replace(/\s+/g, ' ').trim()
}

/** Whether somebody passed a mail on; a hint only. */
export function looksForwarded(subject: string): boolean {
  return forward.test(oneLine(subject))
}

/** Without line breaks and other control characters: a subject is one header field and stays one. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed()
}
