import { foldedPattern, foldedWords } from './folded-words.ts'

/**
 * How mail programs title an answer that no person wrote. A title counts only at the beginning, and when a colon follows or nothing does.
 * Those that a program sets before our own subject are apart from those that somebody may have chosen for their note.
 */
const programTitles = [
  'auto(matic|mated)?[- ]?(reply|response|answer|respond(er)?)',
  'out[- ]of[- ](the )?office( auto[- ]?(reply|response)| (reply|response|notification|assistant|message))?',
  'ooo',
  'vacation (reply|response|message|auto-?reply)',
  'absence (notice|message)',
  '(αυτόματ(η|ο) (απάντηση|μήνυμα|απόκριση|ειδοποίηση)|ειδοποίηση απουσίας|μήνυμα απουσίας|εκτός γραφείου)',
  'respuesta autom[áa]tica|auto-?respuesta|(mensaje|aviso) de ausencia|fuera de( la)? oficina',
  'automatische (antwort|rückantwort|nachricht)|abwesenheits?(notiz|meldung|assistent|benachrichtigung|nachricht)|abwesend|autoantwort|außer haus',
  "r[ée]ponse automatique|message (automatique )?d['’]absence|absence du bureau|notification d['’]absence",
  "risposta automatica|fuori (sede|ufficio)|messaggio di assenza|risposta d['’]assenza",
  'resposta autom[áa]tica|fora do escrit[óo]rio|mensagem de aus[êe]ncia|aus[êe]ncia tempor[áa]ria',
  'automatisch(e)? (antwoord|beantwoording|bericht)|afwezigheids(bericht|assistent|melding)|niet aanwezig|afwezig(heid)?',
  'auto(matiskt? )?svar|fr[åa]nvaro(meddelande)?|fraværs(besked|melding|assistent)|ikke til stede|ikke på kontoret|inte på kontoret|fraværende|frånvarande',
  'automaattinen vastaus|poissaoloilmoitus|poissa( toimistolta)?|sjálfvirkt svar',
  'automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|nieobecność( w biurze)?|poza biurem',
  'automatick[áa] odpověď|oznámení o nepřítomnosti|mimo kancelář|nepřítomnost|automatická odpoveď|automatikus válasz|răspuns automat|автоматичен отговор|samodejni odgovor|automatski odgovor|otomatik yanıt|otomatik cevap|ofis dışında|işyeri dışında',
  'автоматический ответ|автоответ(чик)?|отсутствие на рабочем месте|вне офиса|нет на месте|автоматична відповідь',
  'resposta automàtica|תשובה אוטומטית|מענה אוטומטי|הודעה אוטומטית|رد (تلقائي|آلي)|الرد التلقائي|خارج المكتب',
  // Notes names who is away.
  "[\\p{L}.'’ -]{2,60} (is|ist|est|είναι|está|è|απουσιάζει) (currently |derzeit )?(out of( the)? office|nicht im büro|absent[e]? du bureau|εκτός γραφείου|από το γραφείο|fuera de la oficina|fuori ufficio)",
  '自动(回复|答复|回覆)|自動(回覆|答覆|返信|応答)(メール)?|不在(通知|のお知らせ|連絡)?|外出(通知|自动回复)|不在办公室|외출 ?중|자동 ?(회신|응답|답장)|부재 ?중( 메시지| 알림)?',
]
const writersTitles = [
  'auto',
  'vacation',
  '(on |annual )?leave( of absence)?',
  'on (vacation|holidays?)',
  'away( from (my )?(mail|e-?mail|office|desk))?( until .{1,20})?',
  'absen(t|ce)e?(\\(e\\))?',
  '(απουσ(ία|ιάζω)|άδεια|σε άδεια)( από το γραφείο| έως .{1,20})?',
  'ausencia|ausente( de la oficina)?|(de )?vacaciones',
  'abwesenheit|(im )?urlaub|nicht im (büro|haus)',
  'en congés?|absen(t|te)|vacances|cong[ée]s?',
  'assenza|assente|ferie|in ferie|férias|de férias|ausente|vakantie|met vakantie|semester|ferie|på ferie|loma|lomalla|urlop|na urlopie|dovolená|отпуск|в отпуске|izin|tatil|休假|休暇|휴가',
]

const ending = '(?: (?:to|re|auf|zu|a|à|su|op|på|na|на|στο) .{1,150}$)?\\s*(?:[:!.]|$|-\\s|\\[|\\(|\\*)'
const before = '^[\\s*"\'«]*(?:\\[[^\\]]{1,30}\\]\\s*)?'
const programTitle = foldedPattern(`${before}(?:${programTitles.join('|')})${ending}`)
const writersTitle = foldedPattern(`${before}(?:${writersTitles.join('|')})${ending}`)

/** Where words are not set apart, a letter before them says nothing. */
const unspaced =
  '我(目前|现在|現在|正在|将|將)?.{0,12}(休假|不在|外出|出差|度假|无法及时|無法及時)|这是.{0,4}自动|這是.{0,4}自動|(不在に|休暇を|休暇中|外出して|出張).{0,20}|自動(返信|応答|送信)(です|されて|メール)|(부재|휴가|출장|외근) ?중|자동 ?(회신|응답)(입니다|메일)'

/** What an absent person says of themselves, and what a program says of its own answer. What somebody says of others is not among it. */
const note = foldedPattern(
  `${unspaced}|(?<!\\p{L})(?:${[
    'i( am|.m| will be|.ll be) (currently |now |presently |away |also )*(out of|away|on (a |an |annual |maternity |paternity |parental |sick |medical |my )*(leave|vacation|holidays?|business)|absent|unavailable|not (in|available|at)|travel)',
    'i( have| will have|.ll have)? (limited|no|little|only) (access to|e-?mail)',
    'i( am| will be|.ll)? ?(be )?(back|return(ing)?) (in the office |to the office )?(on|at|in|by|from)',
    '(currently|presently) (out of|away from|on (leave|vacation|holiday))',
    '(thank you|thanks) for (your|the) (e-?mail|message|mail).{0,60}(i am|i.m|i will|our office|we are|our offices)',
    '(our|the) (office|offices|shop|store) (is|are|will be) closed',
    'this is an? (auto(mated|matic)(ally)?|vacation|out[- ]of)[ -]',
    '(this|the) (e-?mail|message|mailbox|address|inbox) (is|was|has been) (sent |generated )?(automatic|auto-|not monitored|no longer)',
    '(απουσιάζω|θα απουσιάζω|θα λείπω|λείπω|βρίσκομαι|είμαι|θα είμαι|θα βρίσκομαι) .{0,30}(γραφεί|άδεια|έδρας|διακοπ|απών|απούσα|έως|μέχρι|από|ταξίδι)',
    '(απουσιάζω|θα απουσιάζω|θα επιστρέψω|επιστρέφω στ)',
    '(αυτό είναι|το παρόν (είναι|αποτελεί)|αυτή είναι|η παρούσα (είναι|αποτελεί)).{0,20}αυτόματ',
    '(estoy|estaré|me encuentro|me encontraré|no estaré|no estoy) .{0,40}(fuera|vacaciones|ausente|baja|permiso|oficina|disponible|viaje)|(este|esto|ésta?) es (un|una) (mensaje|respuesta|correo) autom',
    '(ich bin|bin ich|ich befinde mich|ich werde|sie erreichen mich).{0,60}(nicht im|außer haus|abwesend|urlaub|nicht erreichbar|wieder|dienstreise|elternzeit|krank|nicht am arbeitsplatz)|dies ist eine automati',
    '(je suis|je serai|actuellement|je ne suis|je serais).{0,40}(absent|congé|vacances|déplacement|bureau|indisponible)|ceci est (une réponse|un message) automatique',
    'sono (attualmente |fuori|assente|in ferie|in viaggio)|sarò (assente|fuori|in ferie|di nuovo)|(questa|questo) è (una|un) (risposta|messaggio) automatic',
    '(estou|estarei|encontro-me|não estarei) .{0,40}(fora|férias|ausente|licença|escritório|viagem)|esta é uma (resposta|mensagem) autom',
    '(ik ben|momenteel ben ik|ik ben momenteel|tot en met).{0,60}(afwezig|vakantie|niet (aanwezig|op kantoor|bereikbaar)|buiten kantoor|verlof)|dit is een automatisch',
    '(jag är|jeg er|jag befinner mig|minä olen|olen).{0,40}(semester|ferie|frånvarande|fraværende|bortrest|ute av|ikke på kontor|inte på|lomalla|poissa|barsel|tjenesterejse|tillbaka|tilbake|tilbage)|(detta|dette) (är|er) (ett|et) automati',
    '(jestem|będę|przebywam).{0,40}(nieobecn|urlop|poza biurem|niedostępn|delegacj)|to jest automatyczna|(jsem|budu).{0,40}(mimo kancelář|dovolen|nepřítom)|(toto|tohle) je automatick',
    '(я|меня) .{0,20}(в отпуске|нет на (рабочем )?месте|отсутству|не будет|нахожусь|в командировке)|(нахожусь|буду) .{0,20}(в отпуске|отсутств)|это автоматическ',
    '(ofis|iş ?yeri|görev) ?d[ıi]ş[ıi]nda(y[ıi]m)?|izin(de|li)(yim)?|yıllık izin|bu otomatik',
    '(szabadságon|házon kívül|nem (vagyok|leszek) (az )?(irodá|elérhető))|(sunt|voi fi) .{0,30}(concediu|plecat|birou|indisponibil)',
    '(в отпуск съм|отсъствам|извън офиса|я .{0,12}(у|в) відпустці|відсутн(ій|я) )|(na godišnjem|na odmoru|na dopustu|odsut[ae]?n|odsoten|odsotna|izvan ureda)',
    '(soc|seré|estic|estaré) .{0,30}(fora|vacances|absent)|(אני|אהיה) .{0,20}(בחופשה|נמצא|מחוץ)|(أنا|سأكون) .{0,30}(إجازة|خارج|متواجد)',
  ].join('|')})`,
)

/** By the subject: a program's title, a title that a person may have chosen for a note, or neither. */
export function absenceTitle(subject: string): 'program' | 'writer' | null {
  const bare = foldedWords(subject, 200)
  if (programTitle.test(bare)) return 'program'
  return writersTitle.test(bare) ? 'writer' : null
}

/** Whether a text begins as an absence note does, in the words of who is absent. */
export function speaksOfAbsence(text: string): boolean {
  return note.test(foldedWords(text, 500))
}
