/** How mail programs title an answer that no person wrote. A title counts only at the beginning and when a colon follows or nothing does. */
const titles: Readonly<Record<string, readonly string[]>> = {
  en: [
    'automatic reply',
    'auto[- ]?reply',
    'auto(matic)? response',
    'autoresponse',
    'out of( the)? office( auto[- ]?reply)?',
    'ooo',
    'vacation( reply| response| message)?',
    'away from (my )?(mail|office|desk)',
    'on (annual )?leave',
    'absence notice',
    'auto',
  ],
  el: [
    'αυτόματη απάντηση',
    'αυτόματο μήνυμα',
    'αυτόματη απόκριση',
    'απουσία( από το γραφείο)?',
    'εκτός γραφείου',
    'εκτός έδρας',
    'απουσιάζω( από το γραφείο)?',
    'ειδοποίηση απουσίας',
    'άδεια',
  ],
  es: [
    'respuesta automática',
    'respuesta automatica',
    'autorespuesta',
    'auto-?respuesta',
    'fuera de( la)? oficina',
    'ausencia',
    'ausente( de la oficina)?',
    'de vacaciones',
  ],
  de: [
    'automatische antwort',
    'abwesenheitsnotiz',
    'abwesenheit(smeldung|sassistent|sbenachrichtigung)?',
    'autoantwort',
    'nicht im büro',
    'urlaub',
  ],
  fr: [
    'réponse automatique',
    'reponse automatique',
    'absence( du bureau)?',
    "message d['’]absence",
    'en congés?',
    'absent\\(?e?\\)?( du bureau)?',
  ],
  other: [
    'risposta automatica',
    'fuori sede',
    'resposta automática',
    'automatisch antwoord',
    'afwezig(heid)?',
    'autosvar',
    'automatisk svar',
    'automaattinen vastaus',
    'poissa',
    'odpowiedź automatyczna',
    'automatyczna odpowiedź',
    'automatická odpověď',
    'автоматический ответ',
    'автоответ',
    'otomatik yanıt',
    '自动回复',
    '自動回覆',
    '自動返信',
    '不在',
    '자동 회신',
    '부재중',
  ],
}

const title = new RegExp(
  `^\\s*(?:\\[[^\\]]{1,30}\\]\\s*)?(?:${Object.values(titles).flat().join('|')})\\s*(?:[:：–—!.]|$|-\\s|\\[|\\()`,
  'iu',
)

const absence =
  /(?<!\p{L})(out of (the )?office|on (annual |maternity |sick )?leave|on vacation|on holiday|away from|automatic(ally)? (reply|generated|response)|no (one|body) (reads|monitors)|will (return|be back)|limited access to (my )?e-?mail|απουσιάζω|απουσία|εκτός γραφείου|σε άδεια|θα επιστρέψω|αυτόματ(η|ο)|fuera de (la )?oficina|vacaciones|de baja|estaré ausente|respuesta automática|nicht im (büro|haus)|abwesend|im urlaub|automatisch|absent|en congés?|réponse automatique)/iu

export function hasAbsenceTitle(subject: string): boolean {
  return title.test(subject)
}

/** Whether a text begins as an absence note does; only together with other signs is it one. */
export function speaksOfAbsence(text: string): boolean {
  return absence.test(text.slice(0, 600))
}
